## Handling of a need

choice-handling-region = Regionen löser det
choice-handling-subregional = Delregionalt samarbete
choice-handling-loose = Samarbete i lösare former
choice-handling-alone = På egen hand
choice-handling-other_constellation = I en annan konstellation

## Role in an initiative

choice-initiative-role-coordinating = Samordnande
choice-initiative-role-preparing = Förberedande och stödjande
choice-initiative-role-implementing = Genomförande

## Dependency type

choice-dependency-type-result = Resultat
choice-dependency-type-decision = Beslut
choice-dependency-type-resources = Resurser
choice-dependency-type-technology = Teknik

## Instrument type

choice-instrument-type-strategy = Strategi
choice-instrument-type-guidance = Vägledning
choice-instrument-type-e_service = E-tjänst
choice-instrument-type-framework_contract = Ramavtal
choice-instrument-type-grants = Bidrag
choice-instrument-type-national_system = Nationellt system

## Interest

choice-interest-finance = Ja, och är med och finansierar
choice-interest-yes = Ja
choice-interest-later = Senare
choice-interest-no = Nej

## Support of a life event

choice-support-none = Inget stöd
choice-support-information = Information
choice-support-parts = Delar av händelsen
choice-support-whole = Hela händelsen

## Judgement

choice-judgement-same = Samma arbete
choice-judgement-related = Besläktade
choice-judgement-different = Hör inte ihop

## Process step

choice-step-identify = Identifiera behov
choice-step-describe = Beskriva och bedöma
choice-step-establish = Etablera
choice-step-run = Genomföra

## Governance loop

choice-governance-loop-strategic_planning = Strategisk planering
choice-governance-loop-annual_process = Årlig planeringsprocess
choice-governance-loop-governance = Övergripande styrning

## Change by a loop

choice-loop-change-direction = Inriktningen
choice-loop-change-form = Formen
choice-loop-change-financing = Finansieringen
choice-loop-change-nothing = Inget

## Tool type

choice-tool-type-communication = Kommunikation
choice-tool-type-conference = Konferens
choice-tool-type-coordination = Samordning

## Tool time

choice-tool-time-same_time = Samtidigt
choice-tool-time-other_time = Vid olika tider

## Tool place

choice-tool-place-same_place = På samma plats
choice-tool-place-other_place = På olika platser

## Answered as

choice-answered-as-business_owner = Verksamhetsansvarig
choice-answered-as-elected = Förtroendevald
choice-answered-as-coordinator = Samordnare
choice-answered-as-citizen = Medborgare

## Asked of

choice-asked-of-initiative = Initiativet
choice-asked-of-each_party = Varje part
choice-asked-of-each_area = Varje område

## Location

choice-location-one_site = En ort
choice-location-many_sites = Flera orter
choice-location-no_site = Ingen fast ort

## Gap dimension

choice-gap-dimension-services = Tjänster
choice-gap-dimension-organisation = Organisation
choice-gap-dimension-competence = Kompetens
choice-gap-dimension-processes = Processer
choice-gap-dimension-technology = Teknik
choice-gap-dimension-information = Information
choice-gap-dimension-economy = Ekonomi
choice-gap-dimension-law = Juridik

## Establishing task

choice-establishing-task-agreements = Avtal
choice-establishing-task-administration = Administration
choice-establishing-task-steering_functions = Styrfunktioner
choice-establishing-task-staff = Bemanning
choice-establishing-task-premises = Lokaler
choice-establishing-task-labour_law = Arbetsrätt
choice-establishing-task-procurement = Upphandling
choice-establishing-task-routines = Rutiner
choice-establishing-task-strategy_documents = Strategidokument
choice-establishing-task-external_financing = Extern finansiering
choice-establishing-task-tools = Verktyg

## Consolidation dimension

choice-consolidation-dimension-services = Tjänster
choice-consolidation-dimension-service_levels = Servicenivåer
choice-consolidation-dimension-financing_models = Finansieringsmodeller
choice-consolidation-dimension-ways_of_working = Arbetssätt
choice-consolidation-dimension-technical_platform = Teknisk plattform

## Innovation step

choice-innovation-step-idea = Idé
choice-innovation-step-selection = Urval
choice-innovation-step-implementation = Genomförande
choice-innovation-step-diffusion = Spridning

## Participation phase

choice-participation-phase-initiation = Initiering
choice-participation-phase-design = Utformning
choice-participation-phase-implementation = Införande
choice-participation-phase-participation = Deltagande
choice-participation-phase-evaluation = Utvärdering

## Initiative type

choice-initiative-type-citizen_dialogue = Medborgardialog

## Sections

section-plan = Val till planen
section-costs = Kostnader och nytta
