import { useState } from 'react'
import { ChoiceField, DayField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { BARRIERS } from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import type { Help } from './shown.ts'
import { usuallyTo } from './suggested-support.tsx'
import { dayOr, dayOrNone, useSupportAct } from './use-support-act.ts'

/** Offers anything in the catalogue, with a name, a day and a barrier of one's own choosing. */
export function OfferForm({
  caseId,
  help,
  onClose,
}: {
  readonly caseId: string
  readonly help: Help
  readonly onClose: () => void
}) {
  const act = useSupportAct(caseId, onClose)
  const [offerId] = useState(newKey)
  const [first] = help.rows
  const fields = useFields(
    { supportId: first?.supportId ?? '', title: '', to: usuallyTo(help), barrierId: '', from: '', day: '', words: '' },
    act.error,
  )
  const row = help.rows.find(({ supportId }) => supportId === fields.values.supportId) ?? first
  if (row === undefined) return null
  return (
    <ActDialog
      title="Offer support"
      label="Record the offer"
      onClose={onClose}
      error={act.error}
      pending={act.isPending}
      onSubmit={fields.submit(({ title, to, barrierId, from, day, words }) =>
        act.keep({
          kind: 'support-offered',
          day: dayOr(day, help.today),
          body: {
            ...{ offerId, supportId: row.supportId, kind: row.kind, to, words },
            title: title.trim() === '' ? row.title : title,
            barrierId: barrierId === '' ? null : barrierId,
            from: dayOrNone(from),
          },
        }),
      )}
    >
      <ChoiceField
        label="What is offered"
        hint={row.words}
        choices={help.rows.map(({ supportId, title }) => ({ value: supportId, label: title }))}
        {...fields.bind('supportId')}
      />
      <TextField label="Called, where another name says it better" optional {...fields.bind('title')} />
      <TextField label="Offered to" {...fields.bind('to')} />
      {help.barriers.length > 0 && (
        <ChoiceField
          label="For which barrier"
          optional
          choices={[
            { value: '', label: 'For none in particular' },
            ...help.barriers.map(({ barrierId, kind }) => ({ value: barrierId, label: BARRIERS[kind].title })),
          ]}
          {...fields.bind('barrierId')}
        />
      )}
      <DayField label="Offered on" {...fields.bind('day')} value={fields.values.day || help.today} />
      <DayField label="Would begin on" optional {...fields.bind('from')} />
      <LongTextField label="What was said" optional {...fields.bind('words')} />
    </ActDialog>
  )
}
