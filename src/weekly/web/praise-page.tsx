import { Button, Group, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { shortDay } from '../../kernel/day.ts'
import type { GroupId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../ui/address/use-address.ts'
import { download } from '../../ui/call.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { type ForPraise, myForms, praiseCards, praiseList } from '../contract.ts'
import { ChangePill, HowCompared } from './change-pill.tsx'
import { ChoosePraise } from './choose-praise.tsx'
import { GivePraise } from './give-praise.tsx'
import { PaperButton } from './paper-button.tsx'
import styles from './weekly.module.css'

const search = z.object({ form: z.uuid().optional() })
type Given = Answer<typeof praiseList>['given'][number]

/** Who got better against their own past, a card or a message for them, and who has had which. */
export function Page() {
  const schoolId = useSchoolId()
  const [state, setState] = useSearchState(search)
  const forms = useOperation(myForms, { params: { schoolId } })
  const groupId = state.form as GroupId | undefined
  const querystring = groupId === undefined ? {} : { groupId }
  const list = useOperation(praiseList, { params: { schoolId }, querystring }, { keepLast: true })
  const [praising, setPraising] = useState<ForPraise>()
  const [choosing, setChoosing] = useState<ForPraise>()
  return (
    <>
      <PageHeader
        title="Praise"
        lead="For being in school more than in their own weeks before, not for never being ill. Anybody can be praised for something that no figure knows."
      />
      {forms.data !== undefined && forms.data.forms.length > 1 && (
        <NativeSelect
          label="Form"
          mb="md"
          maw="16rem"
          className="no-print"
          data={[
            { value: '', label: 'All' },
            ...forms.data.forms.map((one) => ({ value: one.groupId as string, label: one.name })),
          ]}
          value={state.form ?? ''}
          onChange={(event) =>
            setState({ form: event.currentTarget.value === '' ? undefined : event.currentTarget.value })
          }
        />
      )}
      <Answered question={list}>
        {(answer) => (
          <>
            <Section title="In school more, or late less">
              <DataTable
                label="In school more, or late less"
                noun={['pupil', 'pupils']}
                rows={answer.improved}
                rowKey={({ pupilId }) => pupilId}
                columns={columnsFor({ onPraise: setPraising, onChoose: setChoosing })}
                empty={{
                  title: 'Nobody this week',
                  because:
                    'Nobody’s last four weeks differ from the four before by more than chance. Praise others below.',
                }}
              />
              <HowCompared />
            </Section>
            <GivenPraise given={answer.given} />
            <Section title="Everybody">
              <DataTable
                label="Everybody"
                noun={['pupil', 'pupils']}
                rows={answer.pupils}
                rowKey={({ pupilId }) => pupilId}
                columns={columnsFor({ onPraise: setPraising, onChoose: setChoosing, many: true })}
                atFirst={10}
                empty={{ title: 'No pupil', because: 'Nobody is on roll in this form.' }}
              />
            </Section>
            {praising !== undefined && (
              <GivePraise pupil={praising} mayMessage={answer.mayMessage} onClose={() => setPraising(undefined)} />
            )}
            {choosing !== undefined && <ChoosePraise pupil={choosing} onClose={() => setChoosing(undefined)} />}
          </>
        )}
      </Answered>
    </>
  )
}

function columnsFor({
  onPraise,
  onChoose,
  many = false,
}: {
  readonly onPraise: (of: ForPraise) => void
  readonly onChoose: (of: ForPraise) => void
  /** A long list: its buttons stand back. */
  readonly many?: boolean
}): readonly Column<ForPraise>[] {
  return [
    {
      id: 'pupil',
      label: 'Pupil',
      onCard: 'title',
      sortBy: ({ name }) => name,
      cell: ({ pupilId, name }) => <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{name}</PageLink>,
    },
    { id: 'form', label: 'Form', sortBy: ({ form }) => form, cell: ({ form }) => form },
    { id: 'change', label: 'Than 4 weeks before', cell: ({ change }) => <ChangePill change={change} /> },
    {
      id: 'last',
      label: 'Last praised',
      sortBy: ({ praise }) => praise.last?.day ?? '',
      cell: ({ praise }) => (praise.last === null ? 'not yet' : shortDay(praise.last.day)),
    },
    {
      id: 'acts',
      label: 'Do',
      onCard: 'bare',
      cell: (of) => (
        <Group gap="xs" wrap="nowrap">
          <Standing praise={of.praise} />
          {of.praise.unwantedBy.length === 0 && of.praise.againFrom === null && (
            <Button
              size="compact-md"
              variant={many ? 'default' : 'filled'}
              aria-label={`Praise ${of.name}`}
              onClick={() => onPraise(of)}
            >
              Praise
            </Button>
          )}
          <Button
            variant="subtle"
            size="compact-md"
            aria-label={`${choiceLabel(of)} ${of.name}`}
            onClick={() => onChoose(of)}
          >
            {choiceLabel(of)}
          </Button>
        </Group>
      ),
    },
  ]
}

function choiceLabel({ praise }: ForPraise): string {
  return praise.unwantedBy.length === 0 ? 'No praise…' : 'Praise again…'
}

function Standing({ praise }: { readonly praise: ForPraise['praise'] }) {
  if (praise.unwantedBy.length > 0)
    return <StatusPill tone="quiet">No praise: {praise.unwantedBy.join(' and ')}</StatusPill>
  if (praise.againFrom !== null) return <StatusPill tone="done">Again from {shortDay(praise.againFrom)}</StatusPill>
  return null
}

const WAYS = { card: 'Card', message: 'Message home', both: 'Card and message home' } as const

const GIVEN: readonly Column<Given>[] = [
  { id: 'pupil', label: 'Pupil', onCard: 'title', sortBy: ({ name }) => name, cell: ({ name }) => name },
  { id: 'day', label: 'When', sortBy: ({ day }) => day, cell: ({ day }) => shortDay(day) },
  { id: 'words', label: 'For what', cell: ({ words }) => words },
  {
    id: 'child',
    label: 'The child says',
    cell: ({ childWords }) => (childWords === '' ? '' : <q className={styles.quote}>{childWords}</q>),
  },
  { id: 'way', label: 'How', cell: ({ way }) => WAYS[way] },
  { id: 'by', label: 'By', cell: ({ by }) => by.name },
]

function GivenPraise({ given }: { readonly given: readonly Given[] }) {
  const schoolId = useSchoolId()
  const cards = given.filter(({ way }) => way !== 'message')
  const [latest] = cards.map(({ day }) => day)
  const praiseIds = cards.filter(({ day }) => day === latest).map(({ praiseId }) => praiseId)
  return (
    <Section title="Who had which, and when">
      {latest !== undefined && (
        <Group mb="sm">
          <PaperButton
            label={
              praiseIds.length === 1
                ? `Print the card of ${shortDay(latest)}`
                : `Print the ${praiseIds.length} cards of ${shortDay(latest)}`
            }
            fetchIt={() => download(praiseCards, { params: { schoolId }, body: { praiseIds } })}
          />
        </Group>
      )}
      <DataTable
        label="Praise given"
        noun={['praise', 'praises']}
        rows={given}
        rowKey={({ praiseId }) => praiseId}
        columns={GIVEN}
        atFirst={10}
        empty={{
          title: 'None in the last twelve weeks',
          because: 'Praise that is given is listed here, with the child’s own words.',
        }}
      />
    </Section>
  )
}
