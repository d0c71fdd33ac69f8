/** Something about a file that its owner must know, in whole sentences. Nothing was done. */
export class FileProblem extends Error {}
