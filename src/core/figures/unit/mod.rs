//! Units: their dimensions and the factors to a base unit, so that figures in different units can be compared.

/// What a unit measures. Base units: metre, square metre, litre, kilogram, metre per second, kelvin, watt, joule, bit, second,
/// hertz, pascal, percent; of the rest the first one of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Dimension {
    Money,
    Percent,
    Points,
    Time,
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Temperature,
    Angle,
    Power,
    Energy,
    Data,
    DataRate,
    Frequency,
    Magnitude,
    Pressure,
    Voltage,
    Current,
    Charge,
    Force,
    Resistance,
    Capacitance,
    Level,
    Rotation,
    Economy,
    Flow,
    Torque,
    Pixels,
    Share,
    Dose,
    Light,
}

/// A unit of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// Singular English name.
    pub name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    factor: f64,
}

impl Measure {
    /// A value in this unit, in the base unit of its dimension.
    pub fn to_base(self, value: f64) -> f64 {
        match self.name {
            "celsius" => value + 273.15,
            "fahrenheit" => (value - 32.0) / 1.8 + 273.15,
            _ => value * self.factor,
        }
    }
}

/// The unit of this singular name.
pub fn measure(name: &str) -> Option<Measure> {
    let i = UNITS.binary_search_by(|u| u.0.cmp(name)).ok()?;
    let (name, dimension, factor) = UNITS[i];
    Some(Measure { name, dimension, factor })
}

/// Name, dimension, factor to the base unit; sorted by name. SI units and prefixes: BIPM SI brochure (9th edition); customary
/// units: NIST Handbook 44, appendix C (US gallon, short ton); months of 30 days and years of 365 days, as news counts them.
static UNITS: &[(&str, Dimension, f64)] = &[
    ("%", Dimension::Percent, 1.0),
    ("acre", Dimension::Area, 4046.8564224),
    ("acre-foot", Dimension::Volume, 1233481.83754752),
    ("ampere", Dimension::Current, 1.0),
    ("astronomical unit", Dimension::Length, 149597870700.0),
    ("bar", Dimension::Pressure, 100000.0),
    ("barrel", Dimension::Volume, 158.987294928),
    ("barrel per day", Dimension::Flow, 0.0018401307283333335),
    ("basis point", Dimension::Points, 0.01),
    ("bit", Dimension::Data, 1.0),
    ("british thermal unit", Dimension::Energy, 1055.05585),
    ("bushel", Dimension::Volume, 35.23907),
    ("byte", Dimension::Data, 8.0),
    ("calorie", Dimension::Energy, 4.184),
    ("carat", Dimension::Mass, 0.0002),
    ("celsius", Dimension::Temperature, 1.0),
    ("centilitre", Dimension::Volume, 0.01),
    ("centimetre", Dimension::Length, 0.01),
    ("century", Dimension::Time, 3153600000.0),
    ("cubic centimetre", Dimension::Volume, 0.001),
    ("cubic foot", Dimension::Volume, 28.316846592),
    ("cubic foot per second", Dimension::Flow, 28.316846592),
    ("cubic kilometre", Dimension::Volume, 1000000000000.0),
    ("cubic metre", Dimension::Volume, 1000.0),
    ("cubic metre per second", Dimension::Flow, 1000.0),
    ("cubic yard", Dimension::Volume, 764.554857984),
    ("cup", Dimension::Volume, 0.2365882365),
    ("day", Dimension::Time, 86400.0),
    ("decade", Dimension::Time, 315360000.0),
    ("decibel", Dimension::Level, 1.0),
    ("decilitre", Dimension::Volume, 0.1),
    ("decimetre", Dimension::Length, 0.1),
    ("degree", Dimension::Angle, 1.0),
    ("electronvolt", Dimension::Energy, 1.602176634e-19),
    ("exabit", Dimension::Data, 1e+18),
    ("exabyte", Dimension::Data, 8e+18),
    ("fahrenheit", Dimension::Temperature, 1.0),
    ("farad", Dimension::Capacitance, 1.0),
    ("fathom", Dimension::Length, 1.8288),
    ("fluid ounce", Dimension::Volume, 0.0295735296),
    ("foot", Dimension::Length, 0.3048),
    ("foot per second", Dimension::Speed, 0.3048),
    ("fortnight", Dimension::Time, 1209600.0),
    ("furlong", Dimension::Length, 201.168),
    ("gallon", Dimension::Volume, 3.785411784),
    ("gigabit", Dimension::Data, 1000000000.0),
    ("gigabit per second", Dimension::DataRate, 1000000000.0),
    ("gigabyte", Dimension::Data, 8000000000.0),
    ("gigaelectronvolt", Dimension::Energy, 1.6021766339999998e-10),
    ("gigahertz", Dimension::Frequency, 1000000000.0),
    ("gigajoule", Dimension::Energy, 1000000000.0),
    ("gigalitre", Dimension::Volume, 1000000000.0),
    ("gigapascal", Dimension::Pressure, 1000000000.0),
    ("gigaton", Dimension::Mass, 1000000000000.0),
    ("gigawatt", Dimension::Power, 1000000000.0),
    ("gigawatt-hour", Dimension::Energy, 3600000000000.0),
    ("gram", Dimension::Mass, 0.001),
    ("hectare", Dimension::Area, 10000.0),
    ("hectopascal", Dimension::Pressure, 100.0),
    ("hertz", Dimension::Frequency, 1.0),
    ("horsepower", Dimension::Power, 745.699872),
    ("hour", Dimension::Time, 3600.0),
    ("inch", Dimension::Length, 0.0254),
    ("joule", Dimension::Energy, 1.0),
    ("kelvin", Dimension::Temperature, 1.0),
    ("kibibyte", Dimension::Data, 8192.0),
    ("kiloampere", Dimension::Current, 1000.0),
    ("kilobit", Dimension::Data, 1000.0),
    ("kilobit per second", Dimension::DataRate, 1000.0),
    ("kilobyte", Dimension::Data, 8000.0),
    ("kilocalorie", Dimension::Energy, 4184.0),
    ("kiloelectronvolt", Dimension::Energy, 1.602176634e-16),
    ("kilogram", Dimension::Mass, 1.0),
    ("kilohertz", Dimension::Frequency, 1000.0),
    ("kilojoule", Dimension::Energy, 1000.0),
    ("kilometre", Dimension::Length, 1000.0),
    ("kilometre per hour", Dimension::Speed, 0.2777777777777778),
    ("kilometre per second", Dimension::Speed, 1000.0),
    ("kilonewton", Dimension::Force, 1000.0),
    ("kilopascal", Dimension::Pressure, 1000.0),
    ("kiloton", Dimension::Mass, 1000000.0),
    ("kilovolt", Dimension::Voltage, 1000.0),
    ("kilowatt", Dimension::Power, 1000.0),
    ("kilowatt-hour", Dimension::Energy, 3600000.0),
    ("knot", Dimension::Speed, 0.514444444),
    ("light-year", Dimension::Length, 9460700000000000.0),
    ("litre", Dimension::Volume, 1.0),
    ("lumen", Dimension::Light, 1.0),
    ("magnitude", Dimension::Magnitude, 1.0),
    ("megabit", Dimension::Data, 1000000.0),
    ("megabit per second", Dimension::DataRate, 1000000.0),
    ("megabyte", Dimension::Data, 8000000.0),
    ("megaelectronvolt", Dimension::Energy, 1.6021766339999998e-13),
    ("megahertz", Dimension::Frequency, 1000000.0),
    ("megajoule", Dimension::Energy, 1000000.0),
    ("megalitre", Dimension::Volume, 1000000.0),
    ("megapascal", Dimension::Pressure, 1000000.0),
    ("megapixel", Dimension::Pixels, 1000000.0),
    ("megaton", Dimension::Mass, 1000000000.0),
    ("megavolt", Dimension::Voltage, 1000000.0),
    ("megawatt", Dimension::Power, 1000000.0),
    ("megawatt-hour", Dimension::Energy, 3600000000.0),
    ("metre", Dimension::Length, 1.0),
    ("metre per second", Dimension::Speed, 1.0),
    ("microampere", Dimension::Current, 1e-06),
    ("microgram", Dimension::Mass, 1e-09),
    ("micrometre", Dimension::Length, 1e-06),
    ("microsecond", Dimension::Time, 1e-06),
    ("mile", Dimension::Length, 1609.344),
    ("mile per gallon", Dimension::Economy, 1.0),
    ("mile per hour", Dimension::Speed, 0.44704),
    ("mile per second", Dimension::Speed, 1609.344),
    ("milliampere", Dimension::Current, 0.001),
    ("milliampere-hour", Dimension::Charge, 3.6),
    ("millibar", Dimension::Pressure, 100.0),
    ("milligram", Dimension::Mass, 1e-06),
    ("milligray", Dimension::Dose, 0.001),
    ("millilitre", Dimension::Volume, 0.001),
    ("millimetre", Dimension::Length, 0.001),
    ("millisecond", Dimension::Time, 0.001),
    ("millisievert", Dimension::Dose, 0.001),
    ("millivolt", Dimension::Voltage, 0.001),
    ("milliwatt", Dimension::Power, 0.001),
    ("minute", Dimension::Time, 60.0),
    ("month", Dimension::Time, 2592000.0),
    ("nanogram", Dimension::Mass, 1e-12),
    ("nanometre", Dimension::Length, 1e-09),
    ("nanosecond", Dimension::Time, 1e-09),
    ("nautical mile", Dimension::Length, 1852.0),
    ("newton", Dimension::Force, 1.0),
    ("newton metre", Dimension::Torque, 1.0),
    ("ohm", Dimension::Resistance, 1.0),
    ("ounce", Dimension::Mass, 0.028349523125),
    ("pascal", Dimension::Pressure, 1.0),
    ("percentage point", Dimension::Points, 1.0),
    ("petabit", Dimension::Data, 1000000000000000.0),
    ("petabyte", Dimension::Data, 8000000000000000.0),
    ("picometre", Dimension::Length, 1e-12),
    ("pint", Dimension::Volume, 0.473176473),
    ("pound", Dimension::Mass, 0.45359237),
    ("pound per square inch", Dimension::Pressure, 6894.757),
    ("pound-foot", Dimension::Torque, 1.355817948),
    ("ppm", Dimension::Share, 1e-06),
    ("quart", Dimension::Volume, 0.946352946),
    ("quarter", Dimension::Time, 7776000.0),
    ("revolution per minute", Dimension::Rotation, 1.0),
    ("second", Dimension::Time, 1.0),
    ("sievert", Dimension::Dose, 1.0),
    ("square centimetre", Dimension::Area, 0.0001),
    ("square foot", Dimension::Area, 0.09290304),
    ("square inch", Dimension::Area, 0.00064516),
    ("square kilometre", Dimension::Area, 1000000.0),
    ("square metre", Dimension::Area, 1.0),
    ("square mile", Dimension::Area, 2589988.11),
    ("square yard", Dimension::Area, 0.83612736),
    ("stone", Dimension::Mass, 6.35029318),
    ("tablespoon", Dimension::Volume, 0.01478676478),
    ("teaspoon", Dimension::Volume, 0.00492892159),
    ("terabit", Dimension::Data, 1000000000000.0),
    ("terabyte", Dimension::Data, 8000000000000.0),
    ("teraelectronvolt", Dimension::Energy, 1.602176634e-07),
    ("terahertz", Dimension::Frequency, 1000000000000.0),
    ("terajoule", Dimension::Energy, 1000000000000.0),
    ("terawatt", Dimension::Power, 1000000000000.0),
    ("terawatt-hour", Dimension::Energy, 3600000000000000.0),
    ("ton", Dimension::Mass, 907.18474),
    ("tonne", Dimension::Mass, 1000.0),
    ("volt", Dimension::Voltage, 1.0),
    ("watt", Dimension::Power, 1.0),
    ("watt-hour", Dimension::Energy, 3600.0),
    ("week", Dimension::Time, 604800.0),
    ("weekend", Dimension::Time, 172800.0),
    ("yard", Dimension::Length, 0.9144),
    ("year", Dimension::Time, 31536000.0),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_word_is_in_it() {
        assert!(UNITS.windows(2).all(|w| w[0].0 < w[1].0));
        for line in include_str!("words.tsv").lines().filter(|l| !l.starts_with('#')) {
            let name = line.split('\t').nth(3).unwrap_or("");
            assert!(measure(name).is_some(), "{line}");
        }
    }

    #[test]
    fn conversions() {
        let base = |v, name| measure(name).map(|m| m.to_base(v)).unwrap_or(f64::NAN);
        assert!((base(6.2, "mile") - 9977.9).abs() < 0.1);
        assert!((base(212.0, "fahrenheit") - base(100.0, "celsius")).abs() < 1e-9);
        assert_eq!(base(30.0, "gigawatt"), 3e10);
        assert_eq!(base(50.0, "basis point"), 0.5);
    }
}
