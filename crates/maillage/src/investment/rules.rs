//! Pure rules of projects: what a stage requires, who may move, stop, verify and share.

use super::fields::{Condition, EITHER, FIELDS, Field, FieldRule};
use super::model::Facts;
use super::stages::{Mover, Stage};
use super::status::Status;

/// Why a move is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The stage is neither ahead within reach nor behind within reach.
    Jump {
        /// The stage that comes next, if there is one.
        next: Option<Stage>,
    },
    /// Something is not known yet.
    Missing(Vec<Gap>),
    /// Somebody else must move it.
    Mover(Mover),
    /// Going back needs a reason, and so does passing a stage.
    Reason,
    /// The reason is longer than this many characters.
    LongReason(usize),
    /// A project that does not go on does not move.
    Stopped(Status),
    /// The win is verified: the record is restated, not changed.
    Frozen,
}

/// What a stage asks for and a project lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A field.
    Field(Field),
    /// Written evidence of the company's decision.
    Evidence,
}

impl Gap {
    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Field(field) => field.key(),
            Self::Evidence => "evidence",
        }
    }
}

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 300;

/// What the rules of a move look at.
#[derive(Clone, Copy, Debug)]
pub struct Moving<'a> {
    /// The facts of the project.
    pub facts: &'a Facts,
    /// Whether it goes on.
    pub status: Status,
    /// Where it stands.
    pub from: Stage,
    /// Where it would go.
    pub to: Stage,
    /// Who moves it.
    pub hand: Hand<'a>,
    /// What stands beside its fields.
    pub beside: Beside,
    /// Why.
    pub reason: &'a str,
}

/// What stands beside the fields of a project and that stages ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Whether written evidence is attached.
    pub evidence: bool,
    /// Whether its needs are said line by line, which is more than a text says.
    pub needs: bool,
}

/// Who acts on a project.
#[derive(Clone, Copy, Debug)]
pub struct Hand<'a> {
    /// The account.
    pub account: &'a str,
    /// Whether that person answers for the work of the owner's officers.
    pub manager: bool,
    /// The account that declared the decision, if somebody did.
    pub declared: Option<&'a str>,
}

/// Whether a project may be moved: forward to the next stage, or past one that may be passed, with a reason; backward as
/// far, with a reason.
pub fn may_move(moving: &Moving<'_>) -> Result<(), Refusal> {
    let (from, to) = (moving.from, moving.to);
    if moving.reason.chars().count() > LONGEST_REASON {
        return Err(Refusal::LongReason(LONGEST_REASON));
    }
    if !moving.status.rule().moves {
        return Err(Refusal::Stopped(moving.status));
    }
    if to < from && from >= Stage::WON {
        return Err(Refusal::Frozen);
    }
    if from.backward().any(|stage| stage == to) {
        return if moving.reason.is_empty() { Err(Refusal::Reason) } else { Ok(()) };
    }
    if !from.onward().any(|stage| stage == to) {
        return Err(Refusal::Jump { next: from.next() });
    }
    let lacking = lacking(moving.facts, moving.beside, to);
    if !lacking.is_empty() {
        return Err(Refusal::Missing(lacking));
    }
    let mover = to.rule().mover;
    if !may_enter(mover, moving.facts, moving.hand) {
        return Err(Refusal::Mover(mover));
    }
    if from.next() != Some(to) && moving.reason.is_empty() { Err(Refusal::Reason) } else { Ok(()) }
}

/// Whether somebody is the one whom a stage asks for.
pub fn may_enter(mover: Mover, facts: &Facts, hand: Hand<'_>) -> bool {
    let is = |field: Field| facts.get(field) == Some(hand.account);
    match mover {
        Mover::Officer => true,
        Mover::Referent => is(Field::Referent) || hand.manager,
        Mover::SecondReader => !is(Field::Referent) && (is(Field::SecondReader) || hand.manager),
        // Neither the referent nor whoever declared the decision verifies it, manager or not.
        Mover::Verifier => is(Field::Verifier) && !is(Field::Referent) && hand.declared != Some(hand.account),
    }
}

/// Whether a person may show a project to others and take it back: its referent, anyone of the organisation's officers
/// while it has none, or those who answer for them.
pub fn may_share(facts: &Facts, person: &str, manager: bool) -> bool {
    manager || facts.get(Field::Referent).is_none_or(|referent| referent == person)
}

/// What a stage requires and that is not there.
pub fn lacking(facts: &Facts, beside: Beside, stage: Stage) -> Vec<Gap> {
    let said = |field: &Field| *field == Field::Requirements && beside.needs;
    let fields = missing(facts, stage).into_iter().filter(|field| !said(field));
    let mut gaps: Vec<Gap> = fields.map(Gap::Field).collect();
    if stage.rule().evidence && !beside.evidence {
        gaps.push(Gap::Evidence);
    }
    gaps
}

/// The fields that a stage requires and that are not known. What a stage that may be passed requires is asked to enter
/// that stage alone.
pub fn missing(facts: &Facts, stage: Stage) -> Vec<Field> {
    let either = |field: Field| {
        EITHER.iter().any(|(a, b)| (*a == field || *b == field) && (facts.has(*a) || facts.has(*b)))
    };
    let second_of_pair = |field: Field| EITHER.iter().any(|(_, b)| *b == field);
    let asked = |rule: &FieldRule| {
        rule.from.is_some_and(|from| from == stage || (from < stage && !from.rule().passable))
    };
    FIELDS
        .iter()
        .filter(|rule| asked(rule) && makes_sense(rule, facts) && holds(rule.due.as_ref(), facts))
        .map(|rule| rule.field)
        .filter(|field| !facts.has(*field) && !either(*field) && !second_of_pair(*field))
        .collect()
}

/// What a stage requires that a change would take away: it was known before.
pub fn taken_away(before: &Facts, after: &Facts, stage: Stage) -> Vec<Field> {
    let lacking = missing(before, stage);
    missing(after, stage).into_iter().filter(|field| !lacking.contains(field)).collect()
}

/// Who looks beside the referent, and what is said when it is the referent himself.
const BESIDE_REFERENT: [(Field, &str); 2] =
    [(Field::SecondReader, "error-reads-himself"), (Field::Verifier, "error-verifies-himself")];

/// The fields by which somebody would look over what he answers for, each with what is said of it.
pub fn looks_over_himself(facts: &Facts) -> impl Iterator<Item = (Field, &'static str)> {
    let referent = facts.get(Field::Referent);
    BESIDE_REFERENT.into_iter().filter(move |(field, _)| referent.is_some() && facts.get(*field) == referent)
}

fn holds(condition: Option<&Condition>, facts: &Facts) -> bool {
    condition.is_none_or(|condition| {
        facts.get(condition.field).is_some_and(|value| condition.one_of.contains(&value))
    })
}

/// Whether a field says something of this project: a takeover has jobs to safeguard, a creation has none.
pub fn makes_sense(rule: &FieldRule, facts: &Facts) -> bool {
    holds(rule.only.as_ref(), facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(known: &[Field]) -> Facts {
        let mut facts = Facts::default();
        for field in known {
            facts.set(*field, Some("x".into()));
        }
        facts
    }

    const FIRST: &[Field] = &[Field::CodeName, Field::Source, Field::Company];
    const CONTACT: &[Field] = &[Field::ContactPerson, Field::LegalBasis, Field::Referent];
    const QUALIFIED: &[Field] = &[
        Field::SecondReader,
        Field::Activity,
        Field::Sector,
        Field::Nature,
        Field::Operation,
        Field::Competitors,
        Field::Jobs,
        Field::Calendar,
        Field::Requirements,
        Field::Drivers,
    ];
    const CONSULTED: &[Field] =
        &[Field::AnonymousDescription, Field::DiffusionMode, Field::DiffusionConsent, Field::AnswerDeadline];
    const DECIDED: &[Field] =
        &[Field::ValueBasis, Field::Visit, Field::LandingSite, Field::DecidedOn, Field::Verifier];

    fn complete() -> Facts {
        let all = [FIRST, CONTACT, QUALIFIED, CONSULTED, DECIDED, &[Field::Likelihood, Field::Shortlist]];
        let mut facts = facts(&all.concat());
        facts.set(Field::Referent, Some("claire".into()));
        facts.set(Field::SecondReader, Some("said".into()));
        facts.set(Field::Verifier, Some("said".into()));
        facts
    }

    #[test]
    fn a_stage_requires_what_the_table_says() {
        assert_eq!(missing(&Facts::default(), Stage(0)), [Field::CodeName, Field::Source, Field::Company]);
        assert_eq!(missing(&facts(&[Field::CodeName, Field::Source, Field::SealedCompany]), Stage(0)), []);
        assert_eq!(missing(&facts(FIRST), Stage(1)), CONTACT);
        let qualified = [FIRST, CONTACT].concat();
        assert_eq!(missing(&facts(&qualified), Stage(2)), QUALIFIED);
        let known = [FIRST, CONTACT, QUALIFIED].concat();
        assert_eq!(missing(&facts(&known), Stage(3)), CONSULTED);
        assert_eq!(
            missing(&facts(&known), Stage(4)),
            [Field::Shortlist],
            "what was passed is not asked again"
        );
        assert_eq!(missing(&facts(&known), Stage(5)), [Field::Likelihood]);
    }

    #[test]
    fn a_field_is_asked_when_it_makes_sense() {
        let mut facts = facts(&[FIRST, CONTACT, QUALIFIED, DECIDED, &[Field::Likelihood]].concat());
        facts.set(Field::Operation, Some("creation".into()));
        facts.set(Field::ValueBasis, Some("refused".into()));
        assert_eq!(missing(&facts, Stage(6)), [], "a company may refuse to say how much it invests");
        facts.set(Field::ValueBasis, Some("disclosed".into()));
        facts.set(Field::Operation, Some("takeover".into()));
        assert_eq!(missing(&facts, Stage(6)), [Field::SafeguardedJobs, Field::Value]);
        facts.set(Field::Operation, Some("transfer".into()));
        assert_eq!(missing(&facts, Stage(2)), [Field::PreviousLocation]);
    }

    const PROVED: Beside = Beside { evidence: true, needs: false };

    #[test]
    fn needs_said_line_by_line_are_said() {
        let mut facts = facts(&[FIRST, CONTACT, QUALIFIED].concat());
        facts.set(Field::Requirements, None);
        let gap = vec![Gap::Field(Field::Requirements)];
        assert_eq!(lacking(&facts, Beside::default(), Stage(2)), gap);
        assert_eq!(lacking(&facts, Beside { evidence: false, needs: true }, Stage(2)), []);
    }

    /// From, to, who, with what authority, why: and what is answered.
    fn moved(
        facts: &Facts,
        from: u8,
        to: u8,
        account: &str,
        manager: bool,
        reason: &str,
    ) -> Result<(), Refusal> {
        may_move(&Moving {
            facts,
            status: Status::Ongoing,
            from: Stage(from),
            to: Stage(to),
            hand: Hand { account, manager, declared: None },
            beside: PROVED,
            reason,
        })
    }

    #[test]
    fn a_project_moves_one_stage_at_a_time() {
        let (complete, few) = (complete(), facts(FIRST));
        let contact = CONTACT.iter().copied().map(Gap::Field).collect();
        assert_eq!(moved(&complete, 0, 1, "claire", false, ""), Ok(()));
        assert_eq!(moved(&complete, 0, 2, "said", false, ""), Err(Refusal::Jump { next: Some(Stage(1)) }));
        assert_eq!(moved(&complete, 8, 9, "said", false, ""), Err(Refusal::Jump { next: None }));
        assert_eq!(moved(&few, 0, 1, "claire", false, ""), Err(Refusal::Missing(contact)));
        assert_eq!(moved(&complete, 2, 1, "claire", false, ""), Err(Refusal::Reason));
        assert_eq!(moved(&complete, 2, 1, "claire", false, "le projet a changé"), Ok(()));
    }

    #[test]
    fn consultations_are_passed_with_a_reason() {
        let complete = complete();
        assert_eq!(moved(&complete, 2, 3, "claire", false, ""), Ok(()));
        assert_eq!(moved(&complete, 2, 5, "claire", false, ""), Err(Refusal::Reason));
        assert_eq!(moved(&complete, 2, 5, "claire", false, "un seul site possible"), Ok(()));
        assert_eq!(
            moved(&complete, 2, 6, "claire", false, "vite"),
            Err(Refusal::Jump { next: Some(Stage(3)) })
        );
        assert_eq!(moved(&complete, 5, 2, "claire", false, "tout est à reprendre"), Ok(()));
    }

    #[test]
    fn each_stage_has_those_who_may_move_into_it() {
        let complete = complete();
        let second = Err(Refusal::Mover(Mover::SecondReader));
        assert_eq!(moved(&complete, 1, 2, "claire", false, ""), second);
        assert_eq!(
            moved(&complete, 1, 2, "claire", true, ""),
            second,
            "not even a manager for his own project"
        );
        assert_eq!(moved(&complete, 1, 2, "nadia", false, ""), second);
        assert_eq!(moved(&complete, 1, 2, "said", false, ""), Ok(()));
        assert_eq!(moved(&complete, 1, 2, "nadia", true, ""), Ok(()));
        assert_eq!(moved(&complete, 5, 6, "said", false, ""), Err(Refusal::Mover(Mover::Referent)));
        assert_eq!(moved(&complete, 5, 6, "claire", false, ""), Ok(()));
    }

    #[test]
    fn a_win_is_verified_by_somebody_else() {
        let mut facts = complete();
        let verified = |facts: &Facts, account, manager, declared| {
            let hand = Hand { account, manager, declared: Some(declared) };
            let moving = Moving {
                facts,
                status: Status::Ongoing,
                from: Stage(6),
                to: Stage(7),
                hand,
                beside: PROVED,
                reason: "",
            };
            may_move(&moving)
        };
        let refused = Err(Refusal::Mover(Mover::Verifier));
        assert_eq!(verified(&facts, "said", false, "claire"), Ok(()));
        assert_eq!(verified(&facts, "claire", true, "claire"), refused);
        assert_eq!(verified(&facts, "nadia", true, "claire"), refused, "a manager is not the verifier");
        assert_eq!(verified(&facts, "said", false, "said"), refused, "nor is whoever declared the decision");
        facts.set(Field::Verifier, Some("claire".into()));
        assert_eq!(verified(&facts, "claire", false, "nadia"), refused, "nor the referent");
    }

    #[test]
    fn a_win_is_proved_in_writing_and_does_not_go_back() {
        let facts = complete();
        let hand = Hand { account: "claire", manager: false, declared: None };
        let moving = |status, from, to, evidence| Moving {
            facts: &facts,
            status,
            from: Stage(from),
            to: Stage(to),
            hand,
            beside: Beside { evidence, needs: false },
            reason: "parce que",
        };
        assert_eq!(
            may_move(&moving(Status::Ongoing, 5, 6, false)),
            Err(Refusal::Missing(vec![Gap::Evidence]))
        );
        assert_eq!(may_move(&moving(Status::Ongoing, 7, 6, true)), Err(Refusal::Frozen));
        assert_eq!(may_move(&moving(Status::Delayed, 5, 6, true)), Ok(()));
        for status in [Status::Dormant, Status::Lost, Status::Abandoned] {
            assert_eq!(may_move(&moving(status, 5, 6, true)), Err(Refusal::Stopped(status)));
        }
    }

    #[test]
    fn a_project_is_shown_by_its_referent_or_a_manager() {
        let mut facts = Facts::default();
        assert!(may_share(&facts, "claire", false));
        facts.set(Field::Referent, Some("claire".into()));
        assert!(
            may_share(&facts, "claire", false)
                && !may_share(&facts, "said", false)
                && may_share(&facts, "said", true)
        );
    }
}
