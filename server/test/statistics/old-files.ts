/** What the old download site kept of its downloads, made up: the database of its scripts, and the file it published. */
import Sqlite from 'better-sqlite3'

/** The id of a package that only the old site knew. */
export const forgotten = '62d5d2ebe911182f1dc285b0'

/** Writes a `download-stats.sqlite` with three requests that count (two of `known`) and four that do not. */
export function writeOldDatabase(path: string, known: string): void {
  const db = new Sqlite(path)
  db.exec(`
    create table access (bitstream_id, ip, ts, useragent);
    create table bsinfo (bitstream_id, filename, os, arch, product_name, codebase, release, revision, creation_date, checkout_date, size);
    create table ipinfo (ip, country_code, country_code3, country_name, region_name, city, latitude, longitude);
    create table uainfo (useragent, browser_type, ua_name, os_name, os_family);
    insert into bsinfo values ('${known}', 'Viewer-5.0.3-linux-amd64.tar.gz', 'linux', 'amd64', 'Viewer', '', '5.0.3', 30893, '', '', 1);
    insert into bsinfo values ('${forgotten}', 'Viewer-4.0.0-win-riscv.exe', 'win', 'riscv', 'Viewer', '', '', 20000, '', '', 1);
    insert into ipinfo values ('192.0.2.1', 'SE', 'SE', 'Sweden', '', '', 1, 1), ('192.0.2.2', null, null, null, '', '', 1, 1);
    insert into uainfo values ('Firefox', 'Browser', '', '', ''), ('Bot', 'Robot', '', '', '');
    insert into access values
      ('${known}', '192.0.2.1', '2020-03-01T10:00:00+00:00', 'Firefox'),
      ('${known}', '192.0.2.1', '2021-03-01T10:00:00+00:00', 'Firefox'),
      ('${known}', '192.0.2.2', '2020-03-02T10:00:00+00:00', 'Firefox'),
      ('${forgotten}', '192.0.2.1', '2019-01-02T10:00:00+00:00', 'Firefox'),
      ('${known}', '192.0.2.1', '2022-03-01T10:00:00+00:00', 'Bot'),
      ('${known}', '203.0.113.9', '2022-03-01T10:00:00+00:00', 'Firefox'),
      ('${'e'.repeat(24)}', '192.0.2.1', '2022-03-01T10:00:00+00:00', 'Firefox');`)
  db.close()
}

/** The text of a `slicer-download-data.json` with one download of `known`, one of nothing it describes, and nonsense. */
export const oldPublishedFile = (known: string): string =>
  JSON.stringify({
    bitstream: { [known]: { os: 'linux', arch: 'amd64', bits: 64, version: '5.0.3', stable: 1, checkout: '' } },
    access: [[known, '2018-10-19T21:30', 'SE', 0], ['unknown', '2018-10-19T21:30', 'SE', 0], 'nonsense'],
    location: ['58.4,15.6'],
  })
