/**
 * Builds what the server gives out: one script and one style sheet for each page, into a folder
 * (built/, or the one named as argument). The same source gives the same bytes.
 */
import { copyFile, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const into = process.argv[2] ?? join(here, "built");
const target = ["es2023", "chrome120", "firefox121", "safari17.4"];
/** The style sheets among the scripts go into them as text: the widget brings its own along. */
const stylesAsText = {
  name: "styles-as-text",
  setup(building) {
    building.onLoad({ filter: /[\\/]source[\\/].*\.css$/ }, async ({ path }) => {
      const options = { loader: "css", minify: true, charset: "utf8", target };
      const { code } = await transform(await readFile(path, "utf8"), options);
      return { contents: code, loader: "text" };
    });
  },
};
const entries = async (folder, ending) =>
  (await readdir(join(here, folder))).filter((name) => name.endsWith(ending)).map((name) => join(here, folder, name));

await rm(into, { recursive: true, force: true });
await mkdir(into, { recursive: true });
await build({
  entryPoints: [...(await entries("source", ".ts")), ...(await entries("styles", ".css"))],
  outdir: into,
  outbase: here,
  entryNames: "[name]",
  bundle: true,
  minify: true,
  format: "esm",
  target,
  plugins: [stylesAsText],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});
await copyFile(join(here, "favicon.svg"), join(into, "favicon.svg"));
