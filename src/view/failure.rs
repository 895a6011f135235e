//! Load failures, and the sentence that describes each.

use vigie_core::bundle::BundleError;
use vigie_core::index::IndexError;

use vigie_core::messages::{Busy, Formats, Messages};

/// Why a file is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadFailure {
    /// No answer: no network, refused, blocked.
    Network,
    /// The answer did not end in time.
    Timeout,
    /// An answer with an error status.
    Status(u16),
    /// An answer that asks to come back after some seconds.
    Busy {
        /// The status, 429 or 503.
        status: u16,
        /// Seconds to wait.
        seconds: u32,
    },
    /// An answer that leads to another address.
    Redirected,
    /// An answer with more bytes than announced or bearable.
    TooLarge,
    /// An answer whose bytes are not the published ones.
    Altered,
    /// An answer that is no bundle.
    Bundle(BundleError),
    /// An answer that is no index.
    Index(IndexError),
}

impl LoadFailure {
    /// Returns the sentence for readers.
    pub fn sentence(&self, messages: &Messages) -> String {
        match self {
            Self::Network => messages.failure_network.to_owned(),
            Self::Timeout => messages.failure_timeout.to_owned(),
            Self::Status(204 | 206) => messages.failure_not_json.to_owned(),
            Self::Status(status @ (404 | 410)) => (messages.failure_missing)(*status),
            Self::Status(status @ (401 | 403 | 407 | 511)) => (messages.failure_sign_in)(*status),
            Self::Status(status) => (messages.failure_server)(*status),
            Self::Busy { status, seconds } => (messages.failure_busy)(Busy {
                status: *status,
                seconds: *seconds,
            }),
            Self::Redirected => messages.failure_redirected.to_owned(),
            Self::Altered
            | Self::TooLarge
            | Self::Bundle(
                BundleError::Altered | BundleError::TooLarge | BundleError::Count { .. },
            )
            | Self::Index(IndexError::Damaged) => messages.failure_altered.to_owned(),
            Self::Bundle(BundleError::HtmlPage) => messages.failure_page.to_owned(),
            Self::Bundle(BundleError::NotJson { .. } | BundleError::Encoding(_)) => {
                messages.failure_not_json.to_owned()
            }
            Self::Bundle(BundleError::NotFeed(_)) | Self::Index(IndexError::NotAnIndex) => {
                messages.failure_not_feed.to_owned()
            }
            Self::Bundle(BundleError::Format { expected, got }) => {
                (messages.failure_format)(Formats {
                    got: &got.to_string(),
                    expected: &expected.to_string(),
                })
            }
            Self::Index(IndexError::Version { expected, got }) => {
                (messages.failure_format)(Formats {
                    got: &got.to_string(),
                    expected: &expected.to_string(),
                })
            }
        }
    }

    /// Returns a short technical text that a reader can pass on.
    pub fn detail(&self) -> String {
        match self {
            Self::Network => "network".to_owned(),
            Self::Timeout => "timeout".to_owned(),
            Self::Status(status) | Self::Busy { status, .. } => format!("status {status}"),
            Self::Redirected => "redirect".to_owned(),
            Self::TooLarge => "too large".to_owned(),
            Self::Altered => "digest differs".to_owned(),
            Self::Bundle(error) => error.to_string(),
            Self::Index(error) => error.to_string(),
        }
    }

    /// Returns whether trying again later may help: not for another format version.
    pub fn is_passing(&self) -> bool {
        !matches!(
            self,
            Self::Bundle(BundleError::Format { .. }) | Self::Index(IndexError::Version { .. })
        )
    }
}

impl From<BundleError> for LoadFailure {
    fn from(error: BundleError) -> Self {
        Self::Bundle(error)
    }
}

impl From<IndexError> for LoadFailure {
    fn from(error: IndexError) -> Self {
        Self::Index(error)
    }
}
