/** Where the agency tells how it handles personal data, if it has said so. */
import { safeAddress } from "../nodes/elements.ts";

/** The server puts the address here when it gives the script out (`widget_pages.py`). */
const PUT_IN = "LARDOM_PRIVACY_URL";

/** The address; null where none was put in. */
export function privacyAddress(): string | null {
  return /[:/]/.test(PUT_IN) ? safeAddress(PUT_IN) : null;
}
