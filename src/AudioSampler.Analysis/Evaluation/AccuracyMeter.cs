using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Evaluation;

/// <summary>Compares documents with what is true of their files. Calls may come from several threads.</summary>
public sealed class AccuracyMeter
{
    private static readonly ImmutableArray<(double From, double To)> s_confidences = [(0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.0001)];

    private readonly Lock _lock = new();
    private readonly List<(string Figure, double Score, bool Answered)> _scores = [];
    private readonly List<(string What, double Confidence, bool Right)> _answers = [];

    /// <summary>Files that were compared.</summary>
    public int Files { get; private set; }

    /// <summary>Adds a file.</summary>
    /// <param name="truth">What is true of it.</param>
    /// <param name="document">What was found; null when it could not be analysed, which scores 0 throughout.</param>
    public void Add(LabelledFile truth, AnalysisDocument? document)
    {
        lock (_lock)
        {
            Files++;
            FileSummary? summary = document?.Summary;
            AddKey(truth, summary?.Key);
            AddTempo(truth, summary?.Tempo);
            AddTimes("beats, F", truth.BeatsS, Times(document, tempo => tempo.BeatsS));
            AddTimes("downbeats, F", truth.DownbeatsS, Times(document, tempo => tempo.DownbeatsS));
            if (truth.TimeSignature is { } meter)
            {
                string? found = summary?.Tempo?.TimeSignature;
                Score("meter, numerator", MusicScores.Meter(found, meter), found is not null);
            }

            AddKind(truth, summary);
        }
    }

    /// <summary>The figures, in a fixed order; those without a file with truth are left out.</summary>
    public ImmutableArray<Figure> Figures()
    {
        lock (_lock)
        {
            return
            [
                .. _scores
                    .GroupBy(s => s.Figure, StringComparer.Ordinal)
                    .Select(group => Figure.Of(group.Key, [.. group.Select(s => s.Score)], group.Count(s => s.Answered))!),
            ];
        }
    }

    /// <summary>How often answers of a confidence were right: for each kind of answer and range with at least five of them, the mean confidence and the share that was right.</summary>
    public ImmutableArray<Reliability> Reliabilities()
    {
        lock (_lock)
        {
            return
            [
                .. from kind in _answers.GroupBy(a => a.What, StringComparer.Ordinal)
                from range in s_confidences
                let inside = kind.Where(a => a.Confidence >= range.From && a.Confidence < range.To).ToList()
                where inside.Count >= 5
                select new Reliability(kind.Key, inside.Average(a => a.Confidence), inside.Average(a => a.Right ? 1.0 : 0), inside.Count),
            ];
        }
    }

    private static ImmutableArray<double>? Times(AnalysisDocument? document, Func<TempoResult, ImmutableArray<double>> times) =>
        document is null
            ? null
            :
            [
                .. document
                    .Regions.Select(region => region.Analyses.GetValueOrDefault("tempo"))
                    .OfType<AnalyzerRecord>()
                    .Select(record => RecordedOutcome.Of(record, AnalysisJson.Default.TempoResult).ValueOrNull)
                    .OfType<TempoResult>()
                    .SelectMany(tempo => times(tempo)),
            ];

    private void AddKey(LabelledFile truth, KeySummary? found)
    {
        if (truth.Key is { } key)
        {
            double score = MusicScores.Key(found?.Key, key);
            Score("key, MIREX weighted", score, found is not null);
            Score("key, exact", score >= 1 ? 1 : 0, found is not null);
            Answer("key", found?.Confidence, score >= 1);
        }
    }

    private void AddTempo(LabelledFile truth, TempoSummary? found)
    {
        if (truth.Bpm is not { } bpm)
        {
            return;
        }

        if (truth.BpmOctaveAmbiguous != true)
        {
            double exact = MusicScores.Accuracy1(found?.Bpm, bpm);
            Score("tempo, Acc1", exact, found is not null);
            Answer("tempo", found?.Confidence, exact >= 1);
        }

        Score("tempo, Acc2", MusicScores.Accuracy2(found?.Bpm, bpm), found is not null);
    }

    private void AddTimes(string figure, ImmutableArray<double>? truth, ImmutableArray<double>? found)
    {
        if (truth is { IsDefaultOrEmpty: false } times)
        {
            Score(figure, MusicScores.Beats(found ?? [], times), found is { IsDefaultOrEmpty: false });
        }
    }

    private void AddKind(LabelledFile truth, FileSummary? summary)
    {
        if (truth.Coarse is { } coarse)
        {
            string kind = coarse switch
            {
                "percussion-one-shot" => "percussion",
                "instrument-note" => "note",
                _ => coarse,
            };
            bool right = string.Equals(summary?.Kind?.ToString(), kind, StringComparison.OrdinalIgnoreCase);
            Score("kind", right ? 1 : 0, summary?.Kind is not null);
        }

        if (truth.Labels is { IsDefaultOrEmpty: false } labels)
        {
            IEnumerable<string> five = (summary?.Ranking ?? []).Take(5).Select(tag => tag.Label);
            Score(
                "label among the first five",
                five.Intersect(labels, StringComparer.Ordinal).Any() ? 1 : 0,
                summary?.Ranking is { IsDefaultOrEmpty: false }
            );
        }
    }

    private void Score(string figure, double score, bool answered) => _scores.Add((figure, score, answered));

    private void Answer(string what, double? confidence, bool right)
    {
        if (confidence is { } sure)
        {
            _answers.Add((what, sure, right));
        }
    }
}
