//! What an application looks up itself, for entries whose answers tell what was found.

use std::{fmt, rc::Rc};

use floorwalker_engine::LookedUp;
use js_sys::Function;

use crate::piece::office::Looking;

/// A function of the application's, given the fields by name.
type Here = dyn Fn(Vec<(String, String)>) -> Looking;

/// What looks something up.
#[derive(Clone)]
pub(crate) enum LookUp {
    /// A function of the application's.
    Here(Rc<Here>),
    /// A function of the page's.
    Page(Function),
}

/// Functions of an application's own that look things up, each under the name that the knowledge gives the look-up.
///
/// ```
/// use floorwalker::{LookUps, LookedUp, Value};
///
/// let lookups = LookUps::new().with("order", async |fields| {
///     let number = fields.into_iter().find(|(name, _)| name == "number");
///     match number {
///         Some((_, number)) if number == "LT20261234" => {
///             LookedUp::Found(Value::Object(vec![("status".to_owned(), Value::Text("shipped".to_owned()))]))
///         }
///         _ => LookedUp::NotFound,
///     }
/// });
/// ```
#[derive(Clone, Default)]
pub struct LookUps(pub(crate) Vec<(String, LookUp)>);

impl LookUps {
    /// No functions.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, with a function for the look-up of this name in place of any other. It is given what its fields were given, by
    /// name. One that takes longer than the look-up may is not waited for.
    #[must_use]
    pub fn with<F: AsyncFn(Vec<(String, String)>) -> LookedUp + 'static>(
        mut self,
        name: impl Into<String>,
        look_up: F,
    ) -> Self {
        let look_up = Rc::new(look_up);
        let here = move |fields| -> Looking {
            let look_up = Rc::clone(&look_up);
            Box::pin(async move { look_up(fields).await })
        };
        self.put(name.into(), LookUp::Here(Rc::new(here)));
        self
    }

    pub(crate) fn put(&mut self, name: String, look_up: LookUp) {
        self.0.retain(|(known, _)| *known != name);
        self.0.push((name, look_up));
    }

    pub(crate) fn get(&self, name: &str) -> Option<LookUp> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, look_up)| look_up.clone())
    }
}

impl fmt::Debug for LookUps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(name, _)| write!(f, "{name} "))
    }
}
