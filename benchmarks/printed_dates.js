// Prints dates with Intl.DateTimeFormat, one a line, as input of `python benchmarks/dates.py printed FILE`:
//
//     TZ=UTC node benchmarks/printed_dates.js LOCALES > printed.tsv
//
// LOCALES is a file with a BCP 47 tag a line (`python benchmarks/dates.py locales` prints CLDR's). A line has the tag,
// the day, the time and the minutes east of UTC ("" for a day alone) and the text. Every style of dates is printed
// alone and with every style of times, each in two of these moments and in one of these zones.

const { readFileSync } = require("node:fs");

const MOMENTS = [
  "2026-03-04T05:06:07Z", "2025-11-23T17:38:09Z", "2024-08-12T00:15:00Z", "2023-05-01T12:00:00Z",
  "2022-02-28T23:59:59Z", "2021-09-19T13:14:15Z", "2019-12-10T10:11:12Z", "2020-06-30T06:07:08Z",
  "2018-01-07T09:10:11Z", "2017-07-15T20:21:22Z", "2016-10-26T21:22:23Z", "2015-04-05T11:59:00Z",
];
const ZONES = [
  "UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Asia/Tokyo", "America/Sao_Paulo",
  "Australia/Sydney", "Europe/London", "America/Los_Angeles", "Asia/Shanghai", "Europe/Moscow",
];
const STYLES = ["full", "long", "medium", "short"];

function wallClock(moment, timeZone) {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit",
  }).formatToParts(moment);
  const { year, month, day, hour, minute, second } = Object.fromEntries(parts.map((p) => [p.type, p.value]));
  const offset = (Date.UTC(year, month - 1, day, hour, minute, second) - moment) / 60000;
  return { day: `${year}-${month}-${day}`, time: `${hour}:${minute}`, offset };
}

let count = 0;
for (const tag of readFileSync(process.argv[2], "utf8").trim().split("\n")) {
  if (!Intl.DateTimeFormat.supportedLocalesOf(tag).length) continue;
  const { locale } = new Intl.DateTimeFormat(tag).resolvedOptions(); // another where there is none for the tag
  for (const dateStyle of STYLES) {
    for (const timeStyle of [undefined, ...STYLES]) {
      for (let i = 0; i < 2; i++) {
        const moment = new Date(MOMENTS[++count % MOMENTS.length]);
        const timeZone = ZONES[count % ZONES.length];
        const { day, time, offset } = wallClock(moment, timeZone);
        const text = new Intl.DateTimeFormat(tag, { dateStyle, timeStyle, timeZone }).format(moment);
        console.log([locale, day, timeStyle ? time : "", timeStyle ? offset : "", text].join("\t"));
      }
    }
  }
}
