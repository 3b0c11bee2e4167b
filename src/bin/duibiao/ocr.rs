//! The models that read scans and pictures: how they come here, and where a run finds them.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, OnceLock},
};

use duibiao::{
    error::Error,
    read::{
        self, Options,
        ocr::{self, Ocr, models},
    },
    text::{Severity, Source},
};

use crate::{apart::Apart, messages::Messages};

/// Bring the models that read scans and pictures, or say where they are.
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct OcrArgs {
    #[command(subcommand)]
    command: Option<OcrCommand>,
    #[command(flatten)]
    eyes: Eyes,
}

const EXAMPLES: &str = "\
Examples:
  pip download rapidocr==3.10.0 --no-deps
  duibiao ocr install --from rapidocr-3.10.0-py3-none-any.whl
  duibiao extract scan.pdf -o table.xlsx

Only a program built with `cargo build --release --features ocr` reads pictures. The models are PP-OCRv6 (small) of
PaddlePaddle, Apache-2.0, 31 MB; they are kept outside of the program. Nothing is fetched from a network.";

#[derive(clap::Subcommand)]
enum OcrCommand {
    /// Unpack the models of a wheel of rapidocr 3.10.0, and check them
    Install {
        /// The wheel
        #[arg(long, value_name = "WHEEL")]
        from: PathBuf,
        /// Where they are put; the folder of your own data without it
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
    /// Say where the models are looked for, and whether they are there
    Status,
}

impl OcrArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        match &self.command {
            Some(OcrCommand::Install { from, to }) => {
                let folder = to.clone().or_else(models::folder);
                let folder = folder.ok_or_else(|| Error::Usage("name a folder with --to DIR".to_owned()))?;
                let about = |reason| Error::Read { file: from.display().to_string(), reason };
                models::install(from, &folder).map_err(about)?;
                tell(messages, &folder, "the models are here");
                if !cfg!(feature = "ocr") {
                    tell(messages, from, ocr::ADVICE);
                }
            }
            Some(OcrCommand::Status) | None => match self.eyes.folder() {
                Some(folder) if models::are_in(&folder) => tell(messages, &folder, "the models are here"),
                folder => {
                    let folder = folder.or_else(models::folder).unwrap_or_default();
                    tell(messages, &folder, ocr::ADVICE);
                }
            },
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn tell(messages: &Messages, about: &Path, what: &str) {
    messages.about(Severity::Note, &about.display().to_string(), None, "ocr-models", what);
}

/// How pictures are read.
#[derive(clap::Args, Clone, Default)]
pub(crate) struct Eyes {
    /// Where the models are that read scans and pictures, if not where `duibiao ocr install` puts them
    #[arg(long = "ocr-models", value_name = "DIR", env = "DUIBIAO_OCR_MODELS")]
    models: Option<PathBuf>,
    #[arg(skip)]
    opened: Box<Opened>,
}

/// The models once they were asked for: in a process of their own, or in this one.
#[derive(Clone, Default)]
struct Opened {
    apart: OnceLock<Apart>,
    here: OnceLock<Result<Arc<Ocr>, String>>,
}

impl Eyes {
    /// The folder of the models; `None` where there are none, and nobody named one.
    fn folder(&self) -> Option<PathBuf> {
        let own = || models::folder().filter(|folder| models::are_in(folder));
        self.models.clone().or_else(own).filter(|_| cfg!(feature = "ocr"))
    }

    /// True where pictures can be read.
    pub(crate) fn see(&self) -> bool {
        self.folder().is_some()
    }

    /// What came of a document; where pictures in it were not read, it is read again by the models, if there are any.
    pub(crate) fn look(
        &self,
        answer: Result<Source, String>,
        (name, bytes): (&str, &[u8]),
        options: &Options,
        sandbox: bool,
    ) -> Result<Source, String> {
        let Some(folder) = self.folder().filter(|_| read::wants_ocr(&answer)) else { return answer };
        if sandbox {
            return self.opened.apart.get_or_init(|| Apart::seeing(folder)).read(name, options, bytes);
        }
        let ocr = self.opened.here.get_or_init(|| Ocr::open(&folder).map(Arc::new)).clone()?;
        let options = Options { ocr: Some(ocr), ..options.clone() };
        read::read(name, bytes, &options).map_err(|error| error.to_string())
    }
}
