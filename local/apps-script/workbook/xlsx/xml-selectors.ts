// The part of CSS selectors that the spreadsheet library and this program use on XML.

/** What a selector is about. */
interface Element<Self> {
  readonly nodeName: string;
  readonly parent: Self | undefined;
  readonly children: readonly Self[];
  getAttribute(name: string): string | null;
}

interface Step {
  /** With its prefix; undefined for any. */
  readonly name: string | undefined;
  readonly attributes: readonly (readonly [name: string, value: string | undefined])[];
  /** Whether it is a child of what the step before it finds, or anywhere below. */
  readonly isChild: boolean;
}

const STEP = /(>)?\s*(:root|[\w:.-]+)?((?:\[[^\]]*\])*)\s*/guy;
const ATTRIBUTE = /\[([\w:.-]+)(?:="([^"]*)")?\]/gu;

const compiled = new Map<string, readonly (readonly Step[])[]>();

/** @throws Error for what is not understood */
function stepsOf(selector: string): readonly Step[] {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < selector.length) {
    const [whole = '', child, name, attributes = ''] = STEP.exec(selector) ?? [];
    if (whole.trim() === '') throw new Error(`The selector "${selector}" is not understood.`);
    steps.push({
      name,
      attributes: [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value]) => [key, value] as const),
      isChild: child !== undefined,
    });
  }
  return steps;
}

function alternativesOf(selector: string): readonly (readonly Step[])[] {
  const known = compiled.get(selector);
  if (known) return known;
  const alternatives = selector.split(',').map((each) => stepsOf(each.trim()));
  compiled.set(selector, alternatives);
  return alternatives;
}

function fits<Node extends Element<Node>>(element: Node, { name, attributes }: Step): boolean {
  if (name === ':root' ? element.parent?.nodeName !== '#document' : name && element.nodeName !== name)
    return false;
  return attributes.every(([key, value]) => {
    const found = element.getAttribute(key);
    return value === undefined ? found !== null : found === value;
  });
}

/** Whether the steps up to this one lead to the element. */
function leadsTo<Node extends Element<Node>>(element: Node, steps: readonly Step[], last: number): boolean {
  const step = steps[last];
  if (!step || !fits(element, step)) return false;
  if (last === 0) return true;
  for (let above: Node | undefined = element.parent; above; above = above.parent) {
    if (leadsTo(above, steps, last - 1)) return true;
    if (step.isChild) return false;
  }
  return false;
}

/** Elements below another one that a selector finds, in the order of the text. @param onlyFirst ends with the first one */
export function matching<Node extends Element<Node>>(
  root: Node,
  selector: string,
  onlyFirst: boolean,
): Node[] {
  const alternatives = alternativesOf(selector);
  const found: Node[] = [];
  const visit = (element: Node): boolean => {
    for (const child of element.children) {
      if (alternatives.some((steps) => leadsTo(child, steps, steps.length - 1))) {
        found.push(child);
        if (onlyFirst) return true;
      }
      if (child.children.length > 0 && visit(child)) return true;
    }
    return false;
  };
  visit(root);
  return found;
}
