/** Templates of the spreadsheet library, as text. */
declare module '*.xml' {
  const text: string;
  export default text;
}

declare module '*.css';
