import { applyTheme } from "./base/prefs.js";
import "./frame/app-frame.js";

// At once, so that a page in the dark does not begin with a white flash.
applyTheme();
