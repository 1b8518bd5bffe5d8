import type { Field, Tree, TreePath } from '../../contract.ts'

export interface FieldProps {
  readonly field: Field
  /** From the left edge of the file: `clocks.0.morningCloses`. */
  readonly path: TreePath
  readonly value: Tree | undefined
  /** Undefined takes the value out. */
  readonly onChange: (value: Tree | undefined) => void
  /** What is wrong with a value, by its path. */
  readonly faults: ReadonlyMap<string, string>
}
