//! Questions about names: where they lead, where they stand, what declares them.

use incident_base::{FileId, TextRange, TextSize};

use crate::Analysis;
use crate::calls::{self, Call};
use crate::definition::{self, Navigation};
use crate::lenses::{self, Lens};
use crate::linked::{self, Linked};
use crate::links::{self, Link};
use crate::names::place::Target;
use crate::references::{self, Reference};
use crate::rename::{self, Edits, Refusal};
use crate::symbols::{self, Found, Symbol};

impl Analysis {
    /// What the name at a place means.
    pub fn definition(&self, file: FileId, offset: TextSize) -> Option<Navigation> {
        definition::definition(self, file, offset)
    }

    /// What stands behind the name at a place: whom a tier reaches, the policy of a severity, a member's `person`.
    pub fn type_definition(&self, file: FileId, offset: TextSize) -> Option<Navigation> {
        definition::type_definition(self, file, offset)
    }

    /// Every place of the name at a place, by file and place.
    pub fn references(&self, file: FileId, offset: TextSize) -> Vec<Reference> {
        references::of(self, file, offset)
    }

    /// Those in the file itself.
    pub fn references_in_file(&self, file: FileId, offset: TextSize) -> Vec<Reference> {
        references::in_file(self, file, offset)
    }

    /// The name at a place that can have another, and what it is now.
    ///
    /// # Errors
    /// When what stands there cannot have another name.
    pub fn prepare_rename(
        &self,
        file: FileId,
        offset: TextSize,
    ) -> Result<Option<(TextRange, String)>, Refusal> {
        rename::prepare(self, file, offset)
    }

    /// The changes that give the name at a place another one, wherever it stands.
    ///
    /// # Errors
    /// When it cannot have another, or not this one.
    pub fn rename(
        &self,
        file: FileId,
        offset: TextSize,
        name: &str,
    ) -> Result<Option<Edits>, Refusal> {
        rename::rename(self, file, offset, name)
    }

    /// The places that are written together with the one at hand.
    pub fn linked_editing(&self, file: FileId, offset: TextSize) -> Option<Linked> {
        linked::of(self, file, offset)
    }

    /// A file's blocks, one in the other.
    pub fn document_symbols(&self, file: FileId) -> Vec<Symbol> {
        symbols::of(self, file)
    }

    /// The declarations of the workspace whose names hold the letters of a query in order, the best first.
    pub fn workspace_symbols(&self, query: &str) -> Vec<Found> {
        symbols::search(self, query)
    }

    /// The addresses and files that a file names, by place.
    pub fn links(&self, file: FileId) -> Vec<Link> {
        links::of(self, file)
    }

    /// What is shown above a file's declarations, by place.
    pub fn lenses(&self, file: FileId) -> Vec<Lens> {
        lenses::of(self, file)
    }

    /// What a lens of references counts: those to what is declared at a place.
    pub fn lens_references(&self, file: FileId, offset: TextSize) -> Vec<Reference> {
        lenses::references(self, file, offset)
    }

    /// What stands at a place and is on the way of a page: an alert, a severity, a policy, a tier, a rotation, a role,
    /// a person.
    pub fn prepare_calls(&self, file: FileId, offset: TextSize) -> Vec<Target> {
        calls::prepare(self, file, offset)
    }

    /// From where a page comes to what stands at a place.
    pub fn incoming_calls(&self, file: FileId, offset: TextSize) -> Vec<Call> {
        calls::incoming(self, file, offset)
    }

    /// Where a page goes from what stands at a place.
    pub fn outgoing_calls(&self, file: FileId, offset: TextSize) -> Vec<Call> {
        calls::outgoing(self, file, offset)
    }
}
