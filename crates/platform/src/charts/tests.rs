use super::*;

fn caption() -> Caption {
    Caption {
        id: "wins".into(),
        title: "Réalisé & objectif".into(),
        description: "27 vérifiés, 31 <avec> les annoncés, objectif 65".into(),
    }
}

#[test]
fn a_gauge_shows_what_is_certain_what_may_be_and_what_one_aims_at() {
    let gauge = Gauge {
        caption: caption(),
        end: 80.0,
        done: Span::at(27.0),
        announced: Some(Span::new(31.0, 33.0)),
        expected: Some(Span::new(58.0, 71.0)),
        aim: Some(Span::at(65.0)),
        pace: Some(27.1),
    };
    insta::assert_snapshot!(gauge.svg());
}

#[test]
fn bars_hatch_what_is_a_range() {
    let bar = |label: &str, span, words: &str| Bar { label: label.into(), span, words: words.into() };
    let rows = vec![
        bar("T1 2026", Some(Span::at(0.5)), "50 %"),
        bar("T2 2026", Some(Span::new(0.2, 0.6)), "20 à 60 %"),
        bar("T3 2026", None, "trop peu"),
    ];
    insta::assert_snapshot!(Bars { caption: caption(), end: 1.0, rows }.svg());
}

#[test]
fn a_line_stops_where_nothing_is_known_yet() {
    let point = |label: &str, span| Point { label: label.into(), span };
    let points = vec![
        point("janv.", Some(Span::at(1.0))),
        point("févr.", Some(Span::new(2.0, 3.0))),
        point("mars", None),
    ];
    let lines =
        Lines { caption: caption(), end: 10.0, scale: ("0".into(), "10".into()), points, aim: Some(8.0) };
    insta::assert_snapshot!(lines.svg());
}

#[test]
fn words_stay_words_and_numbers_stay_within_the_drawing() {
    let gauge = Gauge {
        caption: Caption { title: "<script>\"&\u{0}".into(), ..caption() },
        end: 0.0,
        done: Span::new(-4.0, f64::INFINITY),
        announced: None,
        expected: None,
        aim: None,
        pace: None,
    };
    let svg = gauge.svg();
    assert!(svg.contains("&lt;script&gt;&quot;&amp; ") && !svg.contains("<script"), "{svg}");
    assert!(!svg.contains("inf") && !svg.contains("NaN") && !svg.contains("=\"-"), "{svg}");
}

#[test]
fn a_scale_ends_at_a_round_number() {
    for (most, end) in
        [(0.0, 1.0), (0.7, 1.0), (9.0, 10.0), (12.0, 20.0), (65.0, 100.0), (1300.0, 2000.0), (50.0, 50.0)]
    {
        assert!((round_end([most, f64::NAN]) - end).abs() < 1e-9, "{most}: {}", round_end([most]));
    }
}
