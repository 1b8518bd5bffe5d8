import { ETHNIC_GROUP_IDS, ETHNIC_GROUPS, ethnicityOf, MAIN_ETHNICITIES } from '../../../law/ethnicity.ts'
import { maySeeEthnicity } from '../../../roll/contract.ts'
import { useMay } from '../../../ui/me.tsx'
import { ethnicPartName } from '../../rules/shown/ethnic-parts.ts'
import { ChosenList } from './chosen-list.tsx'
import { type AskedText, type ChangeAsked, listOf, textOfList } from './use-asked.ts'

/** DfE's groups, each followed by its categories where it has several. */
const CHOICES = [
  ...ETHNIC_GROUP_IDS.flatMap((group) => {
    const categories = MAIN_ETHNICITIES.filter((main) => ethnicityOf(main)?.group === group)
    const below = categories.length > 1 ? categories : []
    return [
      { value: group, label: ETHNIC_GROUPS[group] },
      ...below.map((value) => ({ value, label: `\u2003${ethnicPartName(value)}` })),
    ]
  }),
  { value: 'not-asked', label: ethnicPartName('not-asked') },
]

/** Which ethnic groups or categories; nothing for those who may not see ethnicity. */
export function ChosenEthnicity({ asked, onChange }: { readonly asked: AskedText; readonly onChange: ChangeAsked }) {
  const may = useMay()
  if (!maySeeEthnicity({ sensitive: may('pupil.view-sensitive') })) return null
  return (
    <ChosenList
      label="Ethnicity"
      all="Whatever ethnicity"
      choices={CHOICES}
      chosen={listOf(asked.ethnicity)}
      onChange={(chosen) => onChange({ ethnicity: textOfList(chosen) })}
    />
  )
}
