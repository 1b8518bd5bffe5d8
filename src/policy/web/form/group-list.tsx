import { Button, Group } from '@mantine/core'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { emptyOf, type Field, type FieldKind, inside, isList, isNamed, type Tree } from '../../contract.ts'
import type { FieldProps } from './field-props.ts'
import styles from './form.module.css'
import { inShort } from './in-short.ts'

/** So many entries stand open at once; of more, each opens by itself. */
const FEW = 3

/** Entries one after the other: rungs of a ladder, rules of evidence, clocks. Each can be changed, moved up and taken out. */
export function GroupList({
  of,
  fieldsOf,
  ...props
}: FieldProps & {
  readonly of: Extract<FieldKind, { kind: 'group' }>
  /** How the fields of an entry are shown: they may hold lists of entries themselves. */
  readonly fieldsOf: (props: FieldProps & { readonly fields: readonly Field[] }) => ReactNode
}) {
  const { field, path, value, onChange, faults } = props
  const items = isList(value) ? value : []
  const put = (next: readonly Tree[]) => onChange(next)
  const change = (at: number, item: Tree) => put(items.map((one, place) => (place === at ? item : one)))
  const up = (at: number) => {
    const [item, before] = [items[at], items[at - 1]]
    if (item !== undefined && before !== undefined) put(items.with(at - 1, item).with(at, before))
  }
  return (
    <fieldset className={styles.list}>
      {path.length > 1 && <legend>{field.label}</legend>}
      {items.length === 0 && <p className={styles.none}>{field.name === 'also' ? 'Nothing else.' : 'None yet.'}</p>}
      {items.map((item, at) => {
        const here = [...path, at]
        const name = `${at + 1}. ${nameOf(item)}`
        const wrong = [...faults.keys()].some((place) => `${place}.`.startsWith(`${here.join('.')}.`))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no name of its own; its place is what it is known by
          <details key={at} className={styles.item} open={items.length <= FEW || wrong || nameOf(item) === NEW}>
            <summary>{name}</summary>
            {fieldsOf({
              ...props,
              fields: of.fields,
              path: here,
              value: item,
              onChange: (next) => change(at, next ?? {}),
            })}
            <Group gap="xs" mt="sm">
              {at > 0 && (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconArrowUp size={16} aria-hidden />}
                  onClick={() => up(at)}
                >
                  Move up<span className="visually-hidden"> {name}</span>
                </Button>
              )}
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => put(items.filter((_, place) => place !== at))}
              >
                Take out<span className="visually-hidden"> {name}</span>
              </Button>
            </Group>
          </details>
        )
      })}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => put([...items, begun(of)])}
      >
        Add one{path.length > 1 && <span className="visually-hidden"> to {field.label}</span>}
      </Button>
    </fieldset>
  )
}

const NEW = 'New'

/** What is optional in it stays out; `also` begins with the section alone, the rest being only what that section says. */
function begun(of: Extract<FieldKind, { kind: 'group' }>): Tree {
  return emptyOf(of)
}

/** What an entry is known by: its first values. */
function nameOf(item: Tree): string {
  if (!isNamed(item)) return NEW
  const rest = Object.fromEntries(
    Object.entries(item).filter(([name]) => !['words', 'also', 'text', 'section'].includes(name)),
  )
  const words = inShort(rest)
  const section = inside(item, 'section')
  if (words !== '') return words
  return typeof section === 'string' && section !== '' ? `Section ${section}` : NEW
}
