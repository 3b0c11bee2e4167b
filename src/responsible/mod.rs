//! Who answers for what stands where: 责任单位 as a column of a table, as a label, or in a bracket behind a task.

mod prose;
mod table;

use crate::{
    model::Finding,
    outline::Outline,
    rules::Rulebook,
    text::{Source, Span, Table},
};

/// The bodies in charge, by the part of the text that they answer for.
#[derive(Clone, Debug, Default)]
pub struct Responsible {
    /// Cells of tables; whole tables; parts of running text. The parts of each list lie apart, or the later one inside
    /// the earlier.
    layers: [Vec<Area>; 3],
}

/// A part of the text and its bodies.
#[derive(Clone, Debug)]
struct Area {
    span: Span,
    bodies: Vec<String>,
}

impl Responsible {
    /// What the tables and the running text of a source say.
    #[must_use]
    pub fn of(source: &Source, tables: &[Table], outline: &Outline, rules: &Rulebook) -> Self {
        let (mut cells, mut wholes) = (Vec::new(), Vec::new());
        for table in tables {
            let (own, whole) = table::areas(&source.text, table, &rules.bodies);
            cells.extend(own);
            wholes.extend(whole);
        }
        let prose = prose::areas(&source.text, tables, outline, &rules.bodies);
        let mut layers = [cells, wholes, prose];
        layers.iter_mut().for_each(|areas| areas.sort_by_key(|area| area.span.start));
        Self { layers }
    }

    /// Gives a row the bodies of the smallest part that its goal stands in, or else its figure.
    pub fn assign(&self, row: &mut Finding) {
        let goal = row.goal.as_ref().map(|goal| goal.quantity.core);
        let figure = row.figure.as_ref().map(|figure| figure.quantity.core);
        let mut places = goal.into_iter().chain(figure);
        if let Some(bodies) = places.find_map(|place| self.at(place)) {
            row.bodies = bodies.to_vec();
        }
    }

    fn at(&self, place: Span) -> Option<&[String]> {
        self.layers.iter().find_map(|areas| {
            let behind = areas.partition_point(|area| area.span.start <= place.start);
            let area = areas[..behind].last()?;
            area.span.covers(place).then_some(area.bodies.as_slice())
        })
    }

    /// The same where each place is another one.
    #[must_use]
    pub fn moved(mut self, place: impl Fn(Span) -> Span) -> Self {
        self.layers.iter_mut().flatten().for_each(|area| area.span = place(area.span));
        self
    }
}
