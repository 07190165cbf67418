/** Sends one file with the fields of its form, and tells how far it has come. */

/** What became of a file: its status, and what the server says of it; status 0: no answer came. */
export interface Sent {
  readonly status: number;
  readonly said: {
    readonly message?: string;
    readonly documents?: ReadonlyArray<{ readonly document_id: string; readonly title: string }>;
    readonly failed?: ReadonlyArray<{ readonly source: string; readonly reason: string; readonly remedy: string }>;
    readonly notices?: readonly string[];
    readonly error?: { readonly message: string; readonly remedy: string };
  };
}

/**
 * Sends a file.
 * @param fields What goes with it, as the form has it.
 * @param come Is told the part that has been sent, from 0 to 1.
 */
export function sendFile(file: File, fields: FormData, come: (part: number) => void): Promise<Sent> {
  const body = new FormData();
  for (const [name, value] of fields) if (typeof value === "string") body.append(name, value);
  body.append("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) come(event.loaded / event.total);
    });
    request.addEventListener("loadend", () => {
      resolve({ status: request.status, said: read(request.responseText) });
    });
    request.open("POST", "/api/v1/documents");
    request.send(body);
  });
}

function read(text: string): Sent["said"] {
  try {
    return JSON.parse(text) as Sent["said"];
  } catch {
    return {};
  }
}
