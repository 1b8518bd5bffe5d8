import { NativeSelect } from '@mantine/core'
import { Fragment } from 'react'
import { z } from 'zod'
import type { Answer } from '../../kernel/operation.ts'
import { useSearchState } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { useMySchool } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { accessMatrix, ROLE_NAMES, ROLES, type Role } from '../contract.ts'
import styles from './access-page.module.css'

type Row = Answer<typeof accessMatrix>['operations'][number]

/** What the parts of the product are called, in the order of a school's day; others follow under their own name. */
const GROUP_NAMES: Readonly<Record<string, string>> = {
  register: 'Registers',
  roll: 'School and roll',
  interchange: 'Import',
  identity: 'People and sign-in',
  audit: 'Audit trail',
}
const GROUP_ORDER = Object.keys(GROUP_NAMES)

const WORDS = { all: 'Whole school', own: 'Only their own', none: 'No' } as const
const SIGNS = { all: '●', own: '○', none: '' } as const

const filters = z.object({ role: z.enum(['everybody', ...ROLES]).optional() })

export function Page() {
  const access = useOperation(accessMatrix, {})
  const mine = useMySchool()?.roles ?? []
  const [{ role = 'everybody' }, change] = useSearchState(filters)
  return (
    <>
      <PageHeader
        title="Who may do what"
        lead="Made from what the server itself enforces, so it cannot say one thing while the server does another."
      />
      <div className={styles.bar}>
        <NativeSelect
          label="Show"
          value={role}
          onChange={(event) => change({ role: event.currentTarget.value })}
          data={[
            { value: 'everybody', label: 'All roles' },
            ...ROLES.map((one) => ({
              value: one,
              label: mine.includes(one) ? `${ROLE_NAMES[one]} (you)` : ROLE_NAMES[one],
            })),
          ]}
        />
        <ul className={styles.legend}>
          <li>
            <span aria-hidden>{SIGNS.all}</span> the whole school
          </li>
          <li>
            <span aria-hidden>{SIGNS.own}</span> only their own groups, children or self
          </li>
          <li>blank: not at all</li>
        </ul>
      </div>
      <Answered question={access}>
        {({ operations }) => {
          const guarded = operations.filter(({ may }) => may !== 'open' && may !== 'signed-in')
          const roles = role === 'everybody' ? rolesInUse(guarded) : [role]
          return (
            <>
              <Matrix rows={guarded} roles={roles} mine={mine} />
              <p className={styles.rest}>
                Besides, everybody may look up what concerns only themselves: who they are, how they sign in, and this
                page.
              </p>
            </>
          )
        }}
      </Answered>
    </>
  )
}

/** A role that may do nothing yet would be a blank column. */
function rolesInUse(rows: readonly Row[]): readonly Role[] {
  return ROLES.filter((role) => rows.some(({ reach }) => reach[role] !== undefined))
}

function byGroup(rows: readonly Row[]): readonly (readonly [string, readonly Row[]])[] {
  const place = (group: string) => (GROUP_ORDER.includes(group) ? GROUP_ORDER.indexOf(group) : GROUP_ORDER.length)
  return [...Map.groupBy(rows, (row) => row.group)].sort(([a], [b]) => place(a) - place(b))
}

interface MatrixOf {
  readonly rows: readonly Row[]
  readonly roles: readonly Role[]
  readonly mine: readonly string[]
}

function Matrix({ rows, roles, mine }: MatrixOf) {
  const many = roles.length > 1
  return (
    <section className={styles.scroll} tabIndex={many ? 0 : undefined} aria-label="Who may do what, by role">
      <table className={many ? styles.table : `${styles.table} ${styles.narrow}`}>
        <thead>
          <tr>
            <th scope="col" className={styles.what}>
              To do
            </th>
            {roles.map((role) => (
              <th key={role} scope="col" className={styles.role} data-mine={mine.includes(role)}>
                <span>{ROLE_NAMES[role]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byGroup(rows).map(([group, of]) => (
            <Fragment key={group}>
              <tr>
                <th scope="rowgroup" colSpan={roles.length + 1} className={styles.group}>
                  <span>{GROUP_NAMES[group] ?? group}</span>
                </th>
              </tr>
              {of.map((row) => (
                <OperationRow key={row.id} row={row} roles={roles} mine={mine} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function OperationRow({ row, roles, mine }: Omit<MatrixOf, 'rows'> & { readonly row: Row }) {
  return (
    <tr>
      <th scope="row" className={styles.what}>
        {row.summary}
      </th>
      {roles.map((role) => {
        const reach = row.reach[role] ?? 'none'
        return (
          <td key={role} data-mine={mine.includes(role)}>
            <span aria-hidden className={styles.sign}>
              {SIGNS[reach]}
            </span>
            <span className={roles.length > 1 ? styles.spoken : styles.words}>{WORDS[reach]}</span>
          </td>
        )
      })}
    </tr>
  )
}
