/** A value as it stands in a policy file: text, lists and named values. Names are joined, `nextReview`. */
export type Tree = string | readonly Tree[] | { readonly [name: string]: Tree }

export type TreePath = readonly (string | number)[]

const DEEPEST = 12

/** What came as JSON, as a tree of text; undefined where it is anything else, or nested deeper than any setting. */
export function asTree(value: unknown, depth = 0): Tree | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined
  if (Array.isArray(value)) {
    const items = value.map((item) => asTree(item, depth + 1))
    return items.every((item) => item !== undefined) ? items : undefined
  }
  const entries = Object.entries(value).map(([name, item]) => [name, asTree(item, depth + 1)] as const)
  if (entries.some(([, item]) => item === undefined)) return undefined
  // None of them is undefined, as the line above has seen.
  return Object.fromEntries(entries) as { readonly [name: string]: Tree }
}

export const isList = (tree: Tree | undefined): tree is readonly Tree[] => Array.isArray(tree)

export const isNamed = (tree: Tree | undefined): tree is { readonly [name: string]: Tree } =>
  typeof tree === 'object' && !Array.isArray(tree)

/** The text at a place; empty where there is none. */
export function textOf(tree: Tree | undefined): string {
  return typeof tree === 'string' ? tree : ''
}

/** One named value of a tree, or none. */
export function inside(tree: Tree | undefined, name: string | number): Tree | undefined {
  if (isList(tree)) return typeof name === 'number' ? tree[name] : undefined
  return isNamed(tree) && Object.hasOwn(tree, name) ? tree[name] : undefined
}

/** The tree with another value at a place; with `undefined` the name goes. What is not on the way stays as it is. */
export function withValue(tree: Tree | undefined, path: TreePath, value: Tree | undefined): Tree {
  const [name, ...rest] = path
  if (name === undefined) return value ?? ''
  if (typeof name === 'number') {
    const items = isList(tree) ? tree : []
    return items.flatMap((item, at) => {
      if (at !== name) return [item]
      return rest.length === 0 && value === undefined ? [] : [withValue(item, rest, value)]
    })
  }
  const named = isNamed(tree) ? tree : {}
  if (rest.length > 0 || value !== undefined) return { ...named, [name]: withValue(named[name], rest, value) }
  return Object.fromEntries(Object.entries(named).filter(([other]) => other !== name))
}

/** Whether two values say the same, in whatever order their names stand. */
export function sameTree(one: Tree | undefined, other: Tree | undefined): boolean {
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((item, at) => sameTree(item, other[at]))
  if (isNamed(one) && isNamed(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)])
    return [...names].every((name) => sameTree(one[name], other[name]))
  }
  return one === other
}
