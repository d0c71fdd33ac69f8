/** A page as one text, with its script and style in it (see page-loader.cjs). */
declare module '*.html' {
  const text: string;
  export default text;
}
