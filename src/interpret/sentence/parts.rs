//! Parts of a whole in a sentence.

use super::Sentence;
use crate::model::{Quantity, QuantityKind};

impl Sentence {
    /// 其中：一分局8200万元；二分局2900万元: behind a semicolon the parts go on where nothing but a name stands.
    pub(crate) fn parts_go_on(&mut self, plain: bool, quantity: &Quantity) {
        let unit = quantity.unit.as_ref().map(|unit| &unit.dimension);
        if let Some(known) = self.parts_on.take().filter(|known| plain && known.as_ref() == unit) {
            self.part = true;
            self.part_unit = known;
        }
    }

    /// True for a number behind 其中, as long as the unit stays the same.
    pub(crate) fn takes_part(&mut self, quantity: &Quantity) -> bool {
        if !self.part || matches!(quantity.kind, QuantityKind::Percent | QuantityKind::Points) {
            return self.part;
        }
        let dimension = quantity.unit.as_ref().map(|unit| unit.dimension.clone());
        match &self.part_unit {
            None => self.part_unit = dimension,
            Some(known) if Some(known) != dimension.as_ref() => self.part = false,
            Some(_) => {}
        }
        self.part
    }
}
