import { useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { CheckField, ChoiceField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import {
  BARRIER_KINDS,
  BARRIERS,
  changeSupportRow,
  SITUATION_NAMES,
  SITUATIONS,
  SUPPORT_KIND_NAMES,
  SUPPORT_KINDS,
  type SupportRow,
} from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import type { Row } from './shown.ts'
import { TickList } from './tick-list.tsx'

const NEW: SupportRow = { title: '', kind: 'pastoral', words: '', situations: [], barriers: [], retired: false }

/** Changes a row of the catalogue, adds one, or retires it. What it said before is kept. */
export function RowDialog({ row, onClose }: { readonly row: Row | undefined; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const [supportId] = useState(() => row?.supportId ?? newKey())
  const act = useAct(changeSupportRow, { onDone: onClose })
  const [first] = useState<SupportRow>(() => row ?? NEW)
  const fields = useFields(first, act.error)
  const { values, change } = fields
  return (
    <ActDialog
      title={row === undefined ? 'Add a support' : row.title}
      label="Save"
      onClose={onClose}
      error={act.error}
      pending={act.isPending}
      onSubmit={fields.submit(({ title, kind, words, situations, barriers, retired }) =>
        act.mutate({
          params: { schoolId, supportId },
          body: {
            ...{ title, kind, words, retired, version: row?.version ?? 0 },
            situations: [...situations],
            barriers: [...barriers],
          },
        }),
      )}
    >
      <TextField label="Name" {...fields.bind('title')} />
      <LongTextField label="What it is, as a family may be told" optional {...fields.bind('words')} />
      <ChoiceField
        label="Counted as"
        hint="What is counted together when it is asked what helped."
        choices={SUPPORT_KINDS.map((value) => ({ value, label: SUPPORT_KIND_NAMES[value] }))}
        {...fields.bind('kind')}
      />
      <TickList
        label="For children in this situation"
        choices={SITUATIONS.map((value) => ({ value, label: SITUATION_NAMES[value] }))}
        chosen={values.situations}
        onChange={(situations) => change({ situations })}
      />
      <TickList
        label="May lift these barriers"
        choices={BARRIER_KINDS.map((value) => ({ value, label: BARRIERS[value].title }))}
        chosen={values.barriers}
        onChange={(barriers) => change({ barriers })}
      />
      <CheckField
        label="Retired"
        hint="Not offered any more. What was offered before stays as it was."
        {...fields.bind('retired')}
      />
    </ActDialog>
  )
}
