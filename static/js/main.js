// The table of contents. The modules import nothing from each other, so they may be joined into one file,
// in this order, each in a block of its own.
import "./elements/clear-fields.js";
import "./elements/copy-text.js";
import "./elements/share-link.js";
import "./elements/suggestion-list.js";
import "./elements/film-search.js";
import "./elements/tag-input.js";
import "./elements/draft-text.js";
import "./elements/drop-menu.js";
import "./elements/key-commands.js";
import "./elements/list-order.js";
import "./elements/markdown-preview.js";
import "./elements/modal-dialog.js";
import "./elements/own-time-zone.js";
import "./elements/poster-lists.js";
import "./elements/quick-acts.js";
import "./elements/server-draft.js";
import "./elements/star-rating.js";
import "./elements/submit-once.js";
import "./double-clicks.js";
import "./failures.js";
