## Handling of a need

choice-handling-region = Solved by the region
choice-handling-subregional = Subregional cooperation
choice-handling-loose = Looser cooperation
choice-handling-alone = Alone
choice-handling-other_constellation = In another constellation

## Role in an initiative

choice-initiative-role-coordinating = Coordinating
choice-initiative-role-preparing = Preparing and supporting
choice-initiative-role-implementing = Implementing

## Dependency type

choice-dependency-type-result = Result
choice-dependency-type-decision = Decision
choice-dependency-type-resources = Resources
choice-dependency-type-technology = Technology

## Instrument type

choice-instrument-type-strategy = Strategy
choice-instrument-type-guidance = Guidance
choice-instrument-type-e_service = E-service
choice-instrument-type-framework_contract = Framework agreement
choice-instrument-type-grants = Grants
choice-instrument-type-national_system = National system

## Interest

choice-interest-finance = Yes, and helps to finance
choice-interest-yes = Yes
choice-interest-later = Later
choice-interest-no = No

## Support of a life event

choice-support-none = No support
choice-support-information = Information
choice-support-parts = Parts of the event
choice-support-whole = The whole event

## Judgement

choice-judgement-same = The same work
choice-judgement-related = Related
choice-judgement-different = Do not belong together

## Process step

choice-step-identify = Identify needs
choice-step-describe = Describe and assess
choice-step-establish = Establish
choice-step-run = Run

## Governance loop

choice-governance-loop-strategic_planning = Strategic planning
choice-governance-loop-annual_process = Annual planning process
choice-governance-loop-governance = Overall governance

## Change by a loop

choice-loop-change-direction = The direction
choice-loop-change-form = The form
choice-loop-change-financing = The financing
choice-loop-change-nothing = Nothing

## Tool type

choice-tool-type-communication = Communication
choice-tool-type-conference = Conference
choice-tool-type-coordination = Coordination

## Tool time

choice-tool-time-same_time = At the same time
choice-tool-time-other_time = At different times

## Tool place

choice-tool-place-same_place = In the same place
choice-tool-place-other_place = In different places

## Answered as

choice-answered-as-business_owner = Business owner
choice-answered-as-elected = Elected representative
choice-answered-as-coordinator = Coordinator
choice-answered-as-citizen = Citizen

## Asked of

choice-asked-of-initiative = The initiative
choice-asked-of-each_party = Each party
choice-asked-of-each_area = Each area

## Location

choice-location-one_site = One site
choice-location-many_sites = Several sites
choice-location-no_site = No fixed site

## Gap dimension

choice-gap-dimension-services = Services
choice-gap-dimension-organisation = Organisation
choice-gap-dimension-competence = Competence
choice-gap-dimension-processes = Processes
choice-gap-dimension-technology = Technology
choice-gap-dimension-information = Information
choice-gap-dimension-economy = Economy
choice-gap-dimension-law = Law

## Establishing task

choice-establishing-task-agreements = Agreements
choice-establishing-task-administration = Administration
choice-establishing-task-steering_functions = Steering functions
choice-establishing-task-staff = Staff
choice-establishing-task-premises = Premises
choice-establishing-task-labour_law = Labour law
choice-establishing-task-procurement = Procurement
choice-establishing-task-routines = Routines
choice-establishing-task-strategy_documents = Strategy documents
choice-establishing-task-external_financing = External financing
choice-establishing-task-tools = Tools

## Consolidation dimension

choice-consolidation-dimension-services = Services
choice-consolidation-dimension-service_levels = Service levels
choice-consolidation-dimension-financing_models = Financing models
choice-consolidation-dimension-ways_of_working = Ways of working
choice-consolidation-dimension-technical_platform = Technical platform

## Innovation step

choice-innovation-step-idea = Idea
choice-innovation-step-selection = Selection
choice-innovation-step-implementation = Implementation
choice-innovation-step-diffusion = Diffusion

## Participation phase

choice-participation-phase-initiation = Initiation
choice-participation-phase-design = Design
choice-participation-phase-implementation = Implementation
choice-participation-phase-participation = Participation
choice-participation-phase-evaluation = Evaluation

## Initiative type

choice-initiative-type-citizen_dialogue = Citizen dialogue

## Sections

section-plan = Selection for the plan
section-costs = Costs and benefits
