//! Articles made from templates: as many as one likes, the same ones for the same numbers. All names and events are invented.

use crossread::core::Source;

/// Numbers that look random and are always the same for one seed (`SplitMix64`).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let h = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let h = (h ^ (h >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        h ^ (h >> 31)
    }
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// Least and greatest value, then ways to put it.
type Statement = (u64, u64, &'static [&'static str]);

/// What the articles of one kind of event state; `{n}` is the figure, the rest are the event's names.
const KINDS: &[&[Statement]] = &[
    &[
        (
            3,
            90,
            &[
                "{n} people were killed in {place}, {org} said.",
                "{org} put the number of deaths in {place} at {n}.",
                "The storm killed {n} people in {place}.",
            ],
        ),
        (
            20,
            900,
            &[
                "{n} people were injured.",
                "Hospitals in {place} treated {n} injured people.",
                "The number of injured stands at {n}, {person} said.",
            ],
        ),
        (500, 60_000, &["{n} residents were evacuated from {place}.", "{org} had {n} people evacuated overnight."]),
        (100, 9_000, &["The storm destroyed {n} homes.", "{n} homes were destroyed, according to {org}."]),
        (
            10,
            400,
            &["The storm cut a path of {n} km through {place}.", "Over a length of {n} km hardly a roof in {place} was left."],
        ),
        (80, 220, &["Winds of {n} km/h were measured at the harbour.", "Gusts reached {n} km/h, the weather service said."]),
        (
            1_000,
            90_000,
            &["{n} households were without power on Monday.", "The grid operator counted {n} households without power."],
        ),
        (5, 900, &["Damage is estimated at ${n} million.", "Insurers put the damage at ${n} million."]),
        (2, 40, &["{n} people are still missing.", "Divers were looking for {n} missing people."]),
        (40, 4_000, &["{org} sent {n} soldiers to {place}.", "{n} soldiers are clearing the roads around {place}."]),
        (1_900, 2_020, &["It was the worst storm in {place} since {n}.", "Not since {n} had a storm hit {place} so hard."]),
        (10, 95, &["{n} percent of the harvest is lost, farmers said.", "Farmers expect to lose {n} percent of the harvest."]),
    ],
    &[
        (
            2,
            90,
            &[
                "{org} agreed to buy {rival} for ${n} billion.",
                "The deal values {rival} at ${n} billion.",
                "{rival} is to be sold to {org} for ${n} billion.",
            ],
        ),
        (10, 400, &["{org} offers ${n} a share.", "Shareholders of {rival} are to get ${n} in cash for each share."]),
        (5, 60, &["The offer is {n} percent above the last price.", "That is a premium of {n} percent."]),
        (1_000, 90_000, &["{rival} employs {n} people.", "{n} people work for {rival}."]),
        (100, 9_000, &["{n} jobs are to go, unions said.", "{person} said that {n} jobs would be cut."]),
        (2, 30, &["{org} closes {n} plants.", "{n} plants are to close within two years."]),
        (100, 990, &["Savings of ${n} million a year are expected.", "{person} promised savings of ${n} million a year."]),
        (1, 80, &["{rival} made a profit of ${n} million last year.", "Last year's profit of {rival} came to ${n} million."]),
        (1, 30, &["Shares of {org} fell {n} percent.", "{org} lost {n} percent on the exchange."]),
        (1_900, 2_015, &["{rival} was founded in {n}.", "Founded in {n}, {rival} is the oldest mill in {place}."]),
        (20, 900, &["{org} runs {n} stores.", "The chain of {org} has {n} stores."]),
        (3, 70, &["{person} holds {n} percent of {rival}.", "A stake of {n} percent in {rival} belongs to {person}."]),
    ],
    &[
        (500, 90_000, &["{n} people watched the match in {place}.", "The match drew {n} spectators to {place}."]),
        (1, 90, &["{person} scored in the {n}th minute.", "The goal of {person} came in the {n}th minute."]),
        (2, 140, &["{org} paid ${n} million for {person}.", "{person} had come to {org} for ${n} million."]),
        (
            18,
            39,
            &["{person}, {n}, was taken off after half time.", "At the age of {n} {person} plays in the second season here."],
        ),
        (3, 90, &["{org} has {n} points.", "With {n} points {org} leads the table."]),
        (3, 60, &["It was win number {n} for {org} this season.", "{org} has won {n} games this season."]),
        (3, 200, &["Police arrested {n} fans.", "{n} fans were arrested outside the ground, police said."]),
        (60, 110, &["{person} weighs {n} kg.", "Doctors gave the weight of {person} as {n} kg."]),
        (1, 40, &["It was {n} degrees Celsius at kick-off.", "Players had to cope with {n} degrees Celsius."]),
        (1_880, 1_999, &["The ground was built in {n}.", "{org} has played on this ground, built in {n}, ever since."]),
        (2, 30, &["{person} ran {n} km.", "No player ran further than {person}: {n} km."]),
        (10, 99, &["A ticket cost ${n}.", "Fans paid ${n} for a ticket."]),
    ],
];

const SYLLABLES: &[&str] = &[
    "bar", "dol", "fen", "gor", "hal", "kel", "lun", "mer", "nor", "pol", "ras", "sel", "tam", "ul", "ver", "wes", "zan", "tri",
];

/// An event: what kind, who and where.
pub struct Event {
    seed: u64,
    kind: usize,
    names: [String; 4],
}

fn name(dice: &mut Dice) -> String {
    let word: String = (0..3).map(|_| dice.pick(SYLLABLES)).collect();
    word[..1].to_uppercase() + &word[1..]
}

impl Event {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let kind = dice.below(KINDS.len());
        let ends = ["Council", "Motors", "United"];
        let names = [
            name(&mut dice),
            format!("{} {}", name(&mut dice), ends[kind]),
            format!("{} {}", name(&mut dice), "Works"),
            format!("{} {}", name(&mut dice), name(&mut dice)),
        ];
        Self { seed, kind, names }
    }
    /// One article about it: the event's values, one in `slips` another one, in words of its own. About 25 figures if `long`.
    pub fn article(&self, number: usize, long: bool, slips: usize) -> Source {
        let mut dice = Dice(self.seed.rotate_left(20) ^ number as u64);
        let [place, org, rival, person] = &self.names;
        let mut text = format!("{place}: what {org} says, and what others say");
        let rounds = if long { 2 } else { 1 };
        for round in 0..rounds {
            for (at, (least, most, ways)) in KINDS[self.kind].iter().enumerate() {
                if !long && dice.below(3) == 0 {
                    continue;
                }
                let truth = least + Dice(self.seed ^ (at as u64) << 32).next() % (most - least);
                let slip = slips > 0 && dice.below(slips) == 0;
                let value = if slip { truth + 1 + truth / (3 + dice.below(9) as u64) } else { truth };
                let value = if *least > 1_000 && *most < 3_000 { value.to_string() } else { grouped(value) };
                let sentence = ways[dice.below(ways.len())].replace("{n}", &value);
                let sentence = sentence
                    .replace("{place}", place)
                    .replace("{org}", org)
                    .replace("{rival}", rival)
                    .replace("{person}", person);
                text += if at % 4 == 0 { "\n" } else { " " };
                if round > 0 {
                    text += dice.pick(&["As reported: ", "Once more: ", "To recall, ", "In detail: "]);
                }
                text += &sentence;
            }
        }
        Source {
            id: format!("e{:x}-{number:04}", self.seed),
            text,
            published: (dice.below(3) > 0).then(|| format!("2026-03-{:02}", 1 + dice.below(3))),
            publisher: Some(format!("{} Post", name(&mut dice))),
            ..Source::default()
        }
    }
}

/// 12345 as "12,345".
fn grouped(n: u64) -> String {
    if n < 1_000 { n.to_string() } else { format!("{},{:03}", grouped(n / 1_000), n % 1_000) }
}
