//! iCalendar (RFC 5545): lines folded at 75 octets, times in the zone that
//! the users live in, cancelled events told as such.

use jiff::civil::{Date, Time};
use std::fmt::Write as _;

/// Longest line in octets, without its end.
const LINE_OCTETS_MAX: usize = 75;

/// The zone of Sweden and Norway, which have had the same time since 1996.
const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\nX-LIC-LOCATION:Europe/Stockholm\r\nBEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nDTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Never changes, unique in the world.
    pub uid: String,
    /// Grows with each change.
    pub sequence: i64,
    /// Last change, UTC, as `2026-11-21T10:00:00.000Z`.
    pub changed_at: String,
    /// First day.
    pub start: Date,
    /// Time of day that it starts at; a whole day without.
    pub start_time: Option<Time>,
    /// Last day.
    pub end: Date,
    /// Time of day that it ends at.
    pub end_time: Option<Time>,
    /// Title.
    pub summary: String,
    /// Where.
    pub location: String,
    /// More, as plain text.
    pub description: String,
    /// Its page.
    pub url: String,
    /// It will not be held.
    pub cancelled: bool,
    /// It is not decided yet.
    pub tentative: bool,
}

/// A calendar with these events.
#[must_use]
pub fn calendar(name: &str, events: &[Event]) -> String {
    let mut out = String::with_capacity(1_000 + events.len() * 500);
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Samverk//Samverk//EN");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    line(&mut out, "X-WR-TIMEZONE:Europe/Stockholm");
    out.push_str(ZONE);
    for event in events {
        add(&mut out, event);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn add(out: &mut String, event: &Event) {
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}", event.uid));
    line(out, &format!("SEQUENCE:{}", event.sequence));
    let stamp: String = event.changed_at.chars().take(19).filter(|c| !matches!(c, '-' | ':')).collect();
    line(out, &format!("DTSTAMP:{stamp}Z"));
    line(out, &format!("LAST-MODIFIED:{stamp}Z"));
    match event.start_time {
        Some(start) => {
            let begins = event.start.to_datetime(start);
            // Without a word on the end a meeting is taken to last an hour.
            let hour_later = begins.checked_add(jiff::SignedDuration::from_hours(1)).unwrap_or(begins);
            let ends = event.end_time.map_or(hour_later, |end| event.end.to_datetime(end));
            let ends = if ends > begins { ends } else { hour_later };
            line(out, &format!("DTSTART;TZID=Europe/Stockholm:{}", begins.strftime("%Y%m%dT%H%M%S")));
            line(out, &format!("DTEND;TZID=Europe/Stockholm:{}", ends.strftime("%Y%m%dT%H%M%S")));
        }
        None => {
            // The end of a whole day is the day after.
            let after = event.end.max(event.start).tomorrow().unwrap_or(event.end);
            line(out, &format!("DTSTART;VALUE=DATE:{}", event.start.strftime("%Y%m%d")));
            line(out, &format!("DTEND;VALUE=DATE:{}", after.strftime("%Y%m%d")));
        }
    }
    line(out, &format!("SUMMARY:{}", escaped(&event.summary)));
    for (name, text) in [("LOCATION", &event.location), ("DESCRIPTION", &event.description)] {
        if !text.is_empty() {
            line(out, &format!("{name}:{}", escaped(text)));
        }
    }
    if !event.url.is_empty() {
        line(out, &format!("URL:{}", event.url));
    }
    let status = if event.cancelled {
        "CANCELLED"
    } else if event.tentative {
        "TENTATIVE"
    } else {
        "CONFIRMED"
    };
    line(out, &format!("STATUS:{status}"));
    line(out, "END:VEVENT");
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, folded between characters so that no part is longer than
/// 75 octets.
fn line(out: &mut String, text: &str) {
    let mut octets = 0;
    for c in text.chars() {
        if octets + c.len_utf8() > LINE_OCTETS_MAX {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    let _ = write!(out, "\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn event(summary: &str) -> Event {
        Event {
            uid: "1@samverk.test".into(),
            sequence: 2,
            changed_at: "2026-11-21T10:00:00.000Z".into(),
            start: jiff::civil::date(2026, 12, 1),
            start_time: Some(jiff::civil::time(9, 30, 0, 0)),
            end: jiff::civil::date(2026, 12, 1),
            end_time: None,
            summary: summary.into(),
            location: String::new(),
            description: String::new(),
            url: String::new(),
            cancelled: true,
            tentative: false,
        }
    }

    proptest! {
        #[test]
        fn lines_are_short_and_unfold_to_what_was_written(summary in "[a-zåäöæø€,;\\\\\n ]{0,200}") {
            let text = calendar("K", &[event(&summary)]);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= LINE_OCTETS_MAX));
            let unfolded = text.replace("\r\n ", "");
            let expected = format!("SUMMARY:{}\r\n", escaped(&summary));
            prop_assert!(unfolded.contains(&expected), "{unfolded}");
        }
    }

    #[test]
    fn a_meeting_has_its_times_and_its_cancellation() {
        let text = calendar("Nämnd", &[event("Möte")]);
        for part in [
            "UID:1@samverk.test\r\n",
            "SEQUENCE:2\r\n",
            "DTSTAMP:20261121T100000Z\r\n",
            "DTSTART;TZID=Europe/Stockholm:20261201T093000\r\n",
            "DTEND;TZID=Europe/Stockholm:20261201T103000\r\n",
            "STATUS:CANCELLED\r\n",
            "BEGIN:VTIMEZONE\r\n",
        ] {
            assert!(text.contains(part), "{part}");
        }
        let days = Event { start_time: None, end: jiff::civil::date(2026, 12, 2), ..event("x") };
        assert!(calendar("", &[days]).contains("DTEND;VALUE=DATE:20261203\r\n"));
    }
}
