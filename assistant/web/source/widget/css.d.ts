/** A style sheet among the scripts, as text. */
declare module "*.css" {
  const text: string;
  export default text;
}
