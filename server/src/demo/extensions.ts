/** About sixty made-up extensions. None of them exists; their names sound like those that do. */

export type DemoExtension = {
  baseName: string
  category: string
  tier: 1 | 3 | 5
  license: string
  keywords: string
  description: string
  dependency?: string
  /** operating systems it is built for; default: all */
  only?: readonly ('linux' | 'win' | 'macosx')[]
  /** the first release it is part of: 0, 1, 2 are the stable ones, 3 is the nightly builds; default 0 */
  since?: 0 | 1 | 2 | 3
}

type Line = [
  baseName: string,
  tier: 1 | 3 | 5,
  license: string,
  keywords: string,
  description: string,
  more?: Pick<DemoExtension, 'dependency' | 'only' | 'since'>,
]

const APACHE = 'Apache-2.0'
const BSD = 'BSD-3-Clause'
const MIT = 'MIT'

const byCategory: Record<string, Line[]> = {
  Segmentation: [
    [
      'SegmentWorkbench',
      5,
      APACHE,
      'segmentation, brush, editor',
      'Paint, grow and correct segments in two and three dimensions.',
    ],
    [
      'VesselTracer',
      3,
      BSD,
      'vessel, centerline, angiography',
      'Follows vessels from a few clicks and measures their width.',
      { dependency: 'CenterlineTools' },
    ],
    ['BoneCarver', 3, APACHE, 'bone, CT, threshold', 'Separates bones that touch each other in computed tomography.'],
    [
      'LungLobes',
      3,
      MIT,
      'lung, lobe, CT, airway',
      'Finds airways, fissures and lobes of the lung.',
      { dependency: 'AirwayTree' },
    ],
    [
      'TumorOutline',
      1,
      APACHE,
      'tumor, deep learning, MRI',
      'Proposes outlines of tumors for an expert to correct.',
      { dependency: 'TensorBridge', since: 2 },
    ],
    ['AirwayTree', 3, BSD, 'airway, tree, CT', 'Grows the tree of airways from the trachea.'],
    [
      'PromptSegmenter',
      1,
      APACHE,
      'segmentation, prompt, deep learning',
      'Segments what somebody points at or names.',
      { dependency: 'TensorBridge', since: 3 },
    ],
  ],
  Registration: [
    ['ElasticAligner', 5, APACHE, 'registration, deformable, B-spline', 'Aligns volumes by smooth deformations.'],
    ['LandmarkMatch', 3, BSD, 'registration, landmarks, fiducials', 'Aligns volumes by points that belong together.'],
    [
      'AtlasFitter',
      3,
      MIT,
      'atlas, registration, brain',
      'Fits an atlas to a person and brings its labels along.',
      { dependency: 'ElasticAligner' },
    ],
    ['SurfaceSnap', 1, APACHE, 'surface, ICP, registration', 'Snaps one surface onto another.'],
    [
      'TimeAligner',
      1,
      MIT,
      'sequence, motion, registration',
      'Takes the motion out of a sequence of volumes.',
      { dependency: 'SequenceKit ElasticAligner', since: 1 },
    ],
  ],
  Quantification: [
    ['RadiomicsTable', 5, BSD, 'radiomics, features, texture', 'Computes features of segments as a table.'],
    ['PerfusionMaps', 3, APACHE, 'perfusion, DCE, pharmacokinetics', 'Maps of perfusion from dynamic series.'],
    [
      'StandardUptake',
      3,
      APACHE,
      'PET, SUV, nuclear medicine',
      'Standardized uptake values from positron emission tomography.',
      { dependency: 'DicomPlus' },
    ],
    ['BoneDensity', 1, MIT, 'bone, density, calibration', 'Bone density with and without a phantom.'],
    ['VolumeReport', 3, APACHE, 'volume, report, statistics', 'Volumes and shapes of segments as a printable report.'],
  ],
  Diffusion: [
    ['FiberStudio', 5, BSD, 'diffusion, tractography, MRI', 'Tensors, tracts and bundles from diffusion MRI.'],
    [
      'BundleCluster',
      3,
      BSD,
      'tractography, clustering, white matter',
      'Sorts tracts into named bundles.',
      { dependency: 'FiberStudio' },
    ],
    [
      'TensorDenoise',
      1,
      BSD,
      'diffusion, noise, filter',
      'Takes noise out of diffusion series.',
      { dependency: 'FiberStudio', only: ['linux', 'macosx'] },
    ],
  ],
  IGT: [
    [
      'NavigationLink',
      5,
      APACHE,
      'navigation, tracking, OpenIGTLink',
      'Connects trackers and scanners during an intervention.',
    ],
    ['NeedlePlanner', 3, APACHE, 'needle, planning, biopsy', 'Plans paths of needles around what must not be hit.'],
    [
      'UltrasoundScribe',
      3,
      MIT,
      'ultrasound, recording, reconstruction',
      'Records tracked ultrasound and makes volumes of it.',
      { dependency: 'NavigationLink SequenceKit' },
    ],
    [
      'ToolCalibrator',
      3,
      APACHE,
      'calibration, pivot, tracking',
      'Calibrates the tip and the axis of a tracked tool.',
      { dependency: 'NavigationLink' },
    ],
    [
      'RobotBridge',
      1,
      BSD,
      'robot, ROS, control',
      'Talks to robots and shows where they are.',
      { dependency: 'NavigationLink', only: ['linux'] },
    ],
    [
      'BreachAlarm',
      1,
      APACHE,
      'warning, navigation',
      'Warns when a tool comes too close.',
      { dependency: 'NavigationLink' },
    ],
  ],
  'Shape Analysis': [
    ['ShapeAtlas', 3, APACHE, 'shape, PCA, population', 'Mean shapes of groups and how they vary.'],
    ['CrestLines', 1, APACHE, 'shape, curvature', 'Ridges and valleys of surfaces as curves.'],
    [
      'MorphoMarks',
      3,
      BSD,
      'landmarks, morphometrics, biology',
      'Landmarks on bones of all kinds of animals.',
      { dependency: 'SurfaceToolbelt' },
    ],
    ['SkeletonGraph', 1, MIT, 'skeleton, medial axis', 'Medial axes of segments as graphs.'],
  ],
  Radiotherapy: [
    [
      'DosePlanner',
      5,
      BSD,
      'radiotherapy, dose, DICOM-RT',
      'Loads, compares and evaluates plans of radiotherapy.',
      { dependency: 'DicomPlus' },
    ],
    [
      'GammaCompare',
      3,
      BSD,
      'gamma, dose, quality assurance',
      'Compares two distributions of dose.',
      { dependency: 'DosePlanner' },
    ],
    [
      'FilmDosimetry',
      1,
      BSD,
      'film, dosimetry, calibration',
      'Dose from scanned films.',
      { dependency: 'DosePlanner' },
    ],
  ],
  Cardiac: [
    [
      'ValveView',
      3,
      APACHE,
      'valve, echocardiography, heart',
      'Models of heart valves from echocardiography.',
      { dependency: 'SequenceKit' },
    ],
    ['HeartChambers', 3, APACHE, 'heart, chambers, CT', 'Chambers and great vessels of the heart.'],
    [
      'FlowRibbons',
      1,
      MIT,
      '4D flow, streamlines, MRI',
      'Streamlines and pathlines of blood.',
      { dependency: 'SequenceKit', since: 1 },
    ],
    ['CalciumScore', 3, BSD, 'calcium, coronary, score', 'Calcium scores of coronary arteries.'],
  ],
  Neuroimaging: [
    ['BrainStrip', 5, APACHE, 'brain, skull stripping, MRI', 'Takes the skull away from images of the head.'],
    ['CortexUnfold', 3, BSD, 'cortex, surface, FreeSurfer', 'Loads, inflates and unfolds cortical surfaces.'],
    [
      'ElectrodeFinder',
      1,
      APACHE,
      'SEEG, electrodes, CT',
      'Finds and names contacts of implanted electrodes.',
      { dependency: 'LandmarkMatch' },
    ],
    [
      'LesionTracker',
      3,
      APACHE,
      'lesion, longitudinal, MRI',
      'Follows lesions from visit to visit.',
      { dependency: 'ElasticAligner' },
    ],
  ],
  'Surface Models': [
    ['SurfaceToolbelt', 5, APACHE, 'surface, mesh, decimation', 'Repairs, smooths, cuts and joins surfaces.'],
    [
      'PrintReady',
      3,
      APACHE,
      '3D printing, mold, STL',
      'Walls, holes and molds for three-dimensional printing.',
      { dependency: 'SurfaceToolbelt' },
    ],
    ['CenterlineTools', 3, BSD, 'centerline, vessel, network', 'Centerlines and branches of tubular surfaces.'],
    ['SculptBrush', 1, MIT, 'sculpting, mesh, editing', 'Pushes and pulls surfaces like clay.', { since: 3 }],
  ],
  Sequences: [
    ['SequenceKit', 5, APACHE, 'sequence, 4D, time', 'Anything that changes with time, recorded and played back.'],
    [
      'RespirationGate',
      1,
      BSD,
      'respiration, gating',
      'Sorts images by the phase of breathing.',
      { dependency: 'SequenceKit' },
    ],
  ],
  Informatics: [
    ['DicomPlus', 5, BSD, 'DICOM, SEG, SR, standard', 'Segmentations, reports and maps as standard objects.'],
    [
      'ArchiveBrowser',
      3,
      APACHE,
      'DICOMweb, archive, download',
      'Browses public archives and downloads from them.',
      { dependency: 'DicomPlus' },
    ],
    [
      'TensorBridge',
      3,
      APACHE,
      'PyTorch, deep learning, GPU',
      'Installs and finds a library for deep learning that fits the machine.',
    ],
    ['NotebookKernel', 3, BSD, 'Jupyter, notebook, Python', 'The application as a kernel of notebooks.'],
    ['CaseQueue', 1, MIT, 'workflow, batch, cases', 'Leads through many cases, one after the other.', { since: 2 }],
  ],
  'Virtual Reality': [
    [
      'HeadsetView',
      3,
      APACHE,
      'virtual reality, OpenXR, stereo',
      'Walk around data with a headset.',
      { only: ['win', 'linux'] },
    ],
    [
      'HologramCast',
      1,
      MIT,
      'augmented reality, streaming',
      'Sends scenes to glasses.',
      { dependency: 'HeadsetView', only: ['win'], since: 1 },
    ],
  ],
  Utilities: [
    ['QuickKeys', 3, MIT, 'shortcuts, layout, favorites', 'Shortcuts and layouts, each person their own.'],
    [
      'ScreenScribe',
      3,
      APACHE,
      'screenshot, video, animation',
      'Pictures, turntables and videos of a scene.',
      { dependency: 'SequenceKit' },
    ],
    ['UnitDoctor', 1, MIT, 'units, orientation, checks', 'Looks for wrong units, spacings and orientations.'],
    ['ScriptGallery', 1, APACHE, 'Python, snippets, examples', 'Small scripts to begin with.'],
  ],
  'Developer Tools': [
    ['DebugProbe', 3, APACHE, 'debugger, Python, development', 'Attaches a debugger to the running application.'],
    ['ModuleWizard', 5, APACHE, 'template, module, development', 'Begins a new extension and packs it.'],
    [
      'TestBench',
      1,
      BSD,
      'test, performance, development',
      'Runs and times the tests of modules.',
      { only: ['linux'] },
    ],
  ],
}

export const extensions: readonly DemoExtension[] = Object.entries(byCategory).flatMap(([category, lines]) =>
  lines.map(([baseName, tier, license, keywords, description, more = {}]) => ({
    baseName,
    category,
    tier,
    license,
    keywords,
    description,
    ...more,
  })),
)
