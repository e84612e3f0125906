// Word documents for tests, made on the spot.
import { crc32, deflateRawSync } from "node:zlib";

/** A ZIP archive of `{name: text}`. */
export function zip(parts) {
  const local = [], central = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content), packed = deflateRawSync(bytes), path = Buffer.from(name);
    const head = Buffer.alloc(26);
    [[20, 0, 2], [0, 2, 2], [8, 4, 2], [crc32(bytes), 10, 4], [packed.length, 14, 4], [bytes.length, 18, 4], [path.length, 22, 2]].forEach(([v, at, n]) => head.writeUIntLE(v, at, n));
    local.push(Buffer.from("PK\x03\x04", "latin1"), head, path, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), head, tail, path);
    offset += 30 + path.length + packed.length;
  }
  const directory = Buffer.concat(central), count = Object.keys(parts).length;
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  [[count, 8, 2], [count, 10, 2], [directory.length, 12, 4], [offset, 16, 4]].forEach(([v, at, n]) => end.writeUIntLE(v, at, n));
  return Buffer.concat([...local, directory, end]);
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word document with this body (WordprocessingML) and title. */
export const docx = (body, title = "") => zip({
  "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  "word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document ${W}><w:body>${body}</w:body></w:document>`,
  "docProps/core.xml": `<cp:coreProperties><dc:title>${title}</dc:title></cp:coreProperties>`,
});

/** A paragraph of a Word document. */
export const paragraph = (words) => `<w:p><w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;
