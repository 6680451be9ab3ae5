using System.Collections.Immutable;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Content;

/// <summary>The timeline of what is heard in a region: music, speech, singing, environment, silence, without gaps.</summary>
public sealed class ContentAnalyzer : IAnalyzer<ContentResult>
{
    private readonly ContentOptions _options;

    /// <summary>Makes an analyzer.</summary>
    /// <param name="options">How the timeline is cut; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all.</exception>
    public ContentAnalyzer(ContentOptions? options = null)
    {
        _options = options ?? new ContentOptions();
        IReadOnlyList<string> problems = _options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }
    }

    /// <inheritdoc />
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = "content",
            Version = "2.1",
            Description = "Timeline of music, speech, singing, environment and silence",
            Produces = typeof(ContentResult),
            Consumes = [typeof(ActivationsResult)],
            Signals = [SignalKind.Analysis, SignalKind.Network],
        };

    /// <inheritdoc />
    public async Task<Outcome<ContentResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        FeatureSeries series = await region.ArtifactAsync<FeatureSeries>(cancellationToken);
        if (series.Count == 0)
        {
            return Outcome<ContentResult>.Skip(AnalysisErrorCode.TooShort, "the region has no samples");
        }

        ActivationSeries? heard = region.Consume<ActivationsResult>().ValueOrNull is null
            ? null
            : await region.ArtifactAsync<ActivationSeries>(cancellationToken);
        var timeline = new Timeline(series, heard, _options);
        List<ContentPiece> pieces = [];
        foreach (Stretch stretch in SilenceGate.Split(series, _options))
        {
            if (stretch.Silent)
            {
                pieces.Add(new ContentPiece(stretch, SoundKind.Silence, 1, 0));
            }
            else
            {
                pieces.AddRange(timeline.Cut(stretch, cancellationToken));
            }
        }

        Outcome<ContentResult>.Ok outcome = Outcome<ContentResult>.Of(Write(pieces, heard, region));
        return heard is null ? outcome with { Substituted = ["activations"] } : outcome;
    }

    private static ContentResult Write(List<ContentPiece> pieces, ActivationSeries? heard, IRegionContext region)
    {
        var segments = ImmutableArray.CreateBuilder<ContentSegment>(pieces.Count);
        var transitions = ImmutableArray.CreateBuilder<ContentTransition>();
        double start = region.StartSeconds;
        for (int i = 0; i < pieces.Count; i++)
        {
            ContentPiece piece = pieces[i];
            double end = i == pieces.Count - 1 ? region.EndSeconds : TimeOf(region, piece.Blocks.End);
            string label = ContentLabel.Of(piece.Kind, heard, start - region.StartSeconds, end - region.StartSeconds);
            segments.Add(new ContentSegment(start, end, piece.Kind, label, Math.Clamp(piece.Confidence, 0, 1)));
            if (i > 0)
            {
                ContentPiece before = pieces[i - 1];
                double confidence = Math.Clamp(Math.Min(before.Confidence, piece.Confidence), 0, 1);
                transitions.Add(new ContentTransition(start, segments[i - 1].Label, label, confidence));
            }

            start = end;
        }

        return new ContentResult { Segments = segments.MoveToImmutable(), Transitions = transitions.DrainToImmutable() };
    }

    /// <summary>Start of a block in the file; the samples may end a little after the region does, by the rounding of another rate.</summary>
    private static double TimeOf(IRegionContext region, int block) =>
        Math.Min(region.EndSeconds, region.StartSeconds + (block * FeatureLayout.BlockSeconds));
}
