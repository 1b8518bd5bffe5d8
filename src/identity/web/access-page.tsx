import { NativeSelect } from '@mantine/core'
import { z } from 'zod'
import type { Answer } from '../../kernel/operation.ts'
import { useSearchState } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useMySchool } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { accessMatrix, ROLE_NAMES, ROLES, type Role } from '../contract.ts'
import styles from './access-page.module.css'

type Row = Answer<typeof accessMatrix>['operations'][number]

/** What the parts of the product are called; a part not listed here is shown under its own name. */
const GROUP_NAMES: Readonly<Record<string, string>> = {
  audit: 'Audit trail',
  identity: 'People and sign-in',
  interchange: 'Import',
  register: 'Registers',
  roll: 'School and roll',
}

const WORDS = { all: 'Everybody', own: 'Only their own', none: 'No' } as const
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
          onChange={(event) =>
            change({ role: event.currentTarget.value === 'everybody' ? undefined : event.currentTarget.value })
          }
          data={[
            { value: 'everybody', label: 'All roles' },
            ...ROLES.map((one) => ({
              value: one,
              label: mine.includes(one) ? `${ROLE_NAMES[one]} (you)` : ROLE_NAMES[one],
            })),
          ]}
        />
        <p className={styles.legend}>
          <span>{SIGNS.all}</span> everybody at the school <span>{SIGNS.own}</span> only their own groups or self,
          blank: not at all
        </p>
      </div>
      <Answered question={access}>
        {({ operations }) => {
          const roles = role === 'everybody' ? rolesInUse(operations) : [role]
          return [...Map.groupBy(operations, (row) => row.group)].map(([group, rows]) => (
            <Section key={group} title={GROUP_NAMES[group] ?? group}>
              <Matrix label={GROUP_NAMES[group] ?? group} rows={rows} roles={roles} mine={mine} />
            </Section>
          ))
        }}
      </Answered>
    </>
  )
}

/** Roles that may do nothing but sign in and out would be fifteen blank columns. */
function rolesInUse(rows: readonly Row[]): readonly Role[] {
  const guarded = rows.filter(({ may }) => may !== 'open' && may !== 'signed-in')
  return ROLES.filter((role) => guarded.some(({ reach }) => reach[role] !== undefined))
}

function Matrix({
  label,
  rows,
  roles,
  mine,
}: {
  readonly label: string
  readonly rows: readonly Row[]
  readonly roles: readonly Role[]
  readonly mine: readonly string[]
}) {
  return (
    <section className={styles.scroll} tabIndex={roles.length > 1 ? 0 : undefined} aria-label={`${label}: by role`}>
      <table className={roles.length > 1 ? styles.table : `${styles.table} ${styles.narrow}`}>
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
          {rows.map((row) => (
            <tr key={row.id}>
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
          ))}
        </tbody>
      </table>
    </section>
  )
}
