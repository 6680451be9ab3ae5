using System.Collections.Immutable;
using AudioSampler.Analysis.Analyzers.Activations;
using AudioSampler.Analysis.Analyzers.Chords;
using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Analysis.Analyzers.Content;
using AudioSampler.Analysis.Analyzers.Features;
using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Analysis.Analyzers.Loudness;
using AudioSampler.Analysis.Analyzers.Notes;
using AudioSampler.Analysis.Analyzers.Pitch;
using AudioSampler.Analysis.Analyzers.Sample;
using AudioSampler.Analysis.Analyzers.Speech;
using AudioSampler.Analysis.Analyzers.Tempo;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Engine;

namespace AudioSampler.Analysis.Analyzers;

/// <summary>The analyzers that come with the program: one line each, in the order in which they are listed.</summary>
public static class CoreAnalyzers
{
    // Made when somebody asks: workers, which start often, never do.
    private static readonly Lazy<ImmutableSortedDictionary<string, string>> s_versions = new(() =>
        AnalyzerSet
            .Create(Create(new AnalysisOptions { Speech = new SpeechOptions { Detect = true } }))
            .Graph.Ordered.ToImmutableSortedDictionary(analyzer => analyzer.Name, analyzer => analyzer.Version, StringComparer.Ordinal)
    );

    /// <summary>Makers of the artifacts that core analyzers share.</summary>
    /// <param name="tagger">The tagging network of this process.</param>
    public static ArtifactProviders Artifacts(TaggerSource tagger) =>
        ArtifactProviders
            .Empty.With(new FeatureSeriesProvider())
            .With(new OnsetSeriesProvider())
            .With(new ChromaSeriesProvider())
            .With(new ActivationSeriesProvider(tagger));

    /// <summary>Makes all of them.</summary>
#pragma warning disable CA2000 // What is registered is disposed of when the set of analyzers is closed.
    public static IEnumerable<RegisteredAnalyzer> Create(AnalysisOptions options) =>
        [
            RegisteredAnalyzer.Of(new FeaturesAnalyzer()),
            RegisteredAnalyzer.Of(new ActivationsAnalyzer()),
            RegisteredAnalyzer.Of(new ContentAnalyzer(options.Content)),
            RegisteredAnalyzer.Of(new ClassificationAnalyzer()),
            RegisteredAnalyzer.Of(new TempoAnalyzer(options.Tempo)),
            RegisteredAnalyzer.Of(new KeyAnalyzer(options.Key)),
            RegisteredAnalyzer.Of(new ChordsAnalyzer()),
            RegisteredAnalyzer.Of(new LoudnessAnalyzer()),
            RegisteredAnalyzer.Of(new SampleAnalyzer()),
            RegisteredAnalyzer.Of(new PitchAnalyzer()),
            RegisteredAnalyzer.Of(new NotesAnalyzer(options.Notes)),
            .. options.Speech.Detect ? [RegisteredAnalyzer.Of(new SpeechAnalyzer())] : Array.Empty<RegisteredAnalyzer>(),
        ];
#pragma warning restore CA2000

    /// <summary>The version that each of them has now, by name: results of another version are stale.</summary>
    public static ImmutableSortedDictionary<string, string> Versions => s_versions.Value;
}
