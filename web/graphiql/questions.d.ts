// The module that vite.config.ts makes of QUESTIONS.md when the page is built.
// It holds the questions in their order.
declare module "virtual:questions" {
  const questions: readonly { readonly title: string; readonly query: string }[];
  export default questions;
}
