import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import type { GroupId, SchoolId } from '../../kernel/ids.ts'
import { listName } from '../../kernel/names.ts'
import type { Answer } from '../../kernel/operation.ts'
import { groupIdShape } from '../../kernel/shapes.ts'
import { YEAR_GROUPS, type YearGroup, yearGroupName } from '../../law/school-age.ts'
import { PageButton, PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../ui/address/use-address.ts'
import { call } from '../../ui/call.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { ChoiceField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { useMay, useReach } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { FLAGS, getSchool, listGroups, searchPupils } from '../contract.ts'
import styles from './roll.module.css'
import { dayOrNot, yearGroupChoices } from './words.ts'

const WHICH = ['on-roll', 'leavers', 'joining'] as const
const filters = z.object({
  text: z.string().optional(),
  group: z.union([groupIdShape, z.literal('none')]).optional(),
  year: z.enum(YEAR_GROUPS).optional(),
  which: z.enum(WHICH).optional(),
})
type Filters = z.output<typeof filters>
type Found = Answer<typeof searchPupils>
type Row = Found['pupils'][number]

/** Everybody on roll whom the caller may see, found by the beginning of any name. */
export function Page() {
  const schoolId = useSchoolId()
  const may = useMay()
  const own = useReach('pupil.view') === 'own'
  const [search, setSearch] = useSearchState(filters)
  const asked: Asked = {
    text: search.text,
    ...(search.group === 'none' ? { withoutGroup: 'yes' } : { groupId: search.group }),
    yearGroup: search.year,
    which: search.which,
  }
  const pupils = useOperation(searchPupils, { params: { schoolId }, querystring: asked }, { keepLast: true })
  return (
    <>
      <PageHeader
        title="Pupils"
        lead={own ? 'The pupils of your own groups.' : 'Everybody in the admission register.'}
        actions={may('pupil.edit') && <PageButton there={{ to: '/admit-pupil' }}>Admit a pupil</PageButton>}
      />
      <FilterBar schoolId={schoolId} filters={search} onChange={setSearch} own={own} />
      <Answered question={pupils}>
        {(found) => <Results key={JSON.stringify(asked)} schoolId={schoolId} first={found} asked={asked} />}
      </Answered>
    </>
  )
}

function FilterBar({
  schoolId,
  filters: now,
  onChange,
  own,
}: {
  readonly schoolId: SchoolId
  readonly filters: Filters
  readonly onChange: (change: Partial<Record<keyof Filters, unknown>>) => void
  readonly own: boolean
}) {
  const [text, setText] = useState(now.text ?? '')
  const [settled] = useDebouncedValue(text, 200)
  useEffect(() => {
    if (settled !== (now.text ?? '')) onChange({ text: settled })
  }, [settled, now.text, onChange])
  const groups = useOperation(listGroups, { params: { schoolId } })
  const school = useOperation(getSchool, { params: { schoolId } })
  return (
    <search className={styles.filters}>
      <TextInput
        type="search"
        label="Find by name or UPN"
        id="find-text"
        name="text"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ChoiceField
        label="Year group"
        id="find-year"
        name="year"
        value={now.year ?? ''}
        onChange={(year) => onChange({ year })}
        choices={[{ value: '', label: 'All' }, ...yearGroupChoices(school.data?.yearGroups ?? [])]}
      />
      <ChoiceField
        label="Group"
        id="find-group"
        name="group"
        value={now.group ?? ''}
        onChange={(group) => onChange({ group })}
        choices={[
          { value: '', label: own ? 'All of mine' : 'All' },
          ...(groups.data?.groups ?? []).map((one) => ({ value: one.id as GroupId, label: one.name })),
          ...(own ? [] : [{ value: 'none' as const, label: 'In no group' }]),
        ]}
      />
      <ChoiceField
        label="Which"
        id="find-which"
        name="which"
        value={now.which ?? 'on-roll'}
        onChange={(which) => onChange({ which })}
        choices={[
          { value: 'on-roll', label: 'On roll today' },
          { value: 'joining', label: 'Still to start' },
          { value: 'leavers', label: 'Have left' },
        ]}
      />
    </search>
  )
}

interface Asked {
  readonly text?: string | undefined
  readonly groupId?: GroupId | undefined
  readonly withoutGroup?: 'yes'
  readonly yearGroup?: YearGroup | undefined
  readonly which?: (typeof WHICH)[number] | undefined
}

/** Whether everybody on roll was asked for. */
function isWhole({ which = 'on-roll', ...narrower }: Asked): boolean {
  return which === 'on-roll' && Object.values(narrower).every((value) => value === undefined)
}

const NOBODY_YET = {
  title: 'Nobody is on roll yet',
  because: 'Import the roster from your school’s other system or from our template, or admit pupils one by one.',
  action: <PageButton there={{ to: '/roster-import' }}>Import a roster</PageButton>,
}

function nobodyFound({ text }: Asked) {
  const because = text
    ? 'No name begins like that. Try fewer letters, or look under "Have left".'
    : 'There is nobody of this kind whom you may see.'
  return { title: 'Nobody found', because }
}

/** The first page of a list, and as many more as were asked for. */
function Results({
  schoolId,
  first,
  asked,
}: {
  readonly schoolId: SchoolId
  readonly first: Found
  readonly asked: Asked
}) {
  const mayImport = useMay()('roster.import')
  const [more, setMore] = useState<readonly Found[]>([])
  const [busy, setBusy] = useState(false)
  const last = more.at(-1) ?? first
  const rows = [first, ...more].flatMap((page) => page.pupils)
  const goOn = async () => {
    if (last.next === null) return
    setBusy(true)
    try {
      const querystring = { ...asked, after: last.next, limit: 200 }
      const next = await call(searchPupils, { params: { schoolId }, querystring })
      setMore([...more, next])
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <DataTable
        label="Pupils"
        rows={rows}
        rowKey={(pupil) => pupil.id}
        columns={asked.which === 'leavers' || asked.which === 'joining' ? [...COLUMNS, DAYS] : COLUMNS}
        noun={['pupil shown', 'pupils shown']}
        note={<span>{first.total} in all</span>}
        empty={isWhole(asked) && mayImport ? NOBODY_YET : nobodyFound(asked)}
      />
      {last.next !== null && (
        <Button variant="default" mt="md" loading={busy} onClick={() => void goOn()}>
          Show more
        </Button>
      )}
    </>
  )
}

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'name',
    label: 'Name',
    onCard: 'title',
    cell: (pupil) => (
      <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>
        {listName(pupil.preferredName, pupil.familyName)}
      </PageLink>
    ),
  },
  {
    id: 'group',
    label: 'Group',
    cell: (pupil) => pupil.group ?? 'In no group',
  },
  {
    id: 'year',
    label: 'Year group',
    cell: (pupil) => (pupil.yearGroup === null ? 'Not recorded' : yearGroupName(pupil.yearGroup)),
  },
  {
    id: 'flags',
    label: 'Flags',
    isBlank: ({ flags }) => flags.length === 0,
    cell: (pupil) =>
      pupil.flags.length === 0 ? (
        <span className="visually-hidden">None that you may know of</span>
      ) : (
        <span className={styles.tags}>
          {pupil.flags.map((flag) => (
            <abbr
              key={flag}
              title={FLAGS[flag].name}
              className={FLAGS[flag].audience === 'sensitive' ? `${styles.tag} ${styles.sensitive}` : styles.tag}
            >
              {FLAGS[flag].short}
            </abbr>
          ))}
        </span>
      ),
  },
]

const DAYS: Column<Row> = {
  id: 'days',
  label: 'On roll',
  cell: (pupil) =>
    `${dayOrNot(pupil.startingDay)}${pupil.leavingDay === null ? '' : ` to ${dayOrNot(pupil.leavingDay)}`}`,
}
