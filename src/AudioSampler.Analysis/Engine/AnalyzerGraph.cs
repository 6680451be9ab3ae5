using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine;

/// <summary>Analyzers in an order in which each one comes after the producers of what it consumes.</summary>
public sealed class AnalyzerGraph
{
    private readonly ImmutableDictionary<string, AnalyzerDescriptor> _byName;

    private AnalyzerGraph(ImmutableArray<AnalyzerDescriptor> ordered)
    {
        Ordered = ordered;
        _byName = ordered.ToImmutableDictionary(a => a.Name, StringComparer.Ordinal);
    }

    /// <summary>All analyzers, producers first; where nothing decides, in the order of registration.</summary>
    public ImmutableArray<AnalyzerDescriptor> Ordered { get; }

    /// <summary>An analyzer by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public AnalyzerDescriptor this[string name] => _byName[name];

    /// <summary>Orders analyzers that have to fit together.</summary>
    /// <param name="analyzers">The analyzers, in the order of registration.</param>
    /// <exception cref="ArgumentException">Two have one name or produce one record, something consumed is produced by none, or they wait for each other.</exception>
    public static AnalyzerGraph Create(IEnumerable<AnalyzerDescriptor> analyzers)
    {
        AnalyzerGraph graph = new AnalyzerGraph([]).With(analyzers, out ImmutableArray<AnalyzerMisfit> misfits);
        return misfits.IsEmpty
            ? graph
            : throw new ArgumentException(string.Join("; ", misfits.Select(m => $"{m.Analyzer.Name}: {m.Reason}")), nameof(analyzers));
    }

    /// <summary>This graph with further analyzers, as far as they fit: those that don't are left out, with the reason, and all others stay.</summary>
    /// <param name="further">More analyzers, in the order of registration.</param>
    /// <param name="misfits">Those that were left out.</param>
    public AnalyzerGraph With(IEnumerable<AnalyzerDescriptor> further, out ImmutableArray<AnalyzerMisfit> misfits)
    {
        var ordered = Ordered.ToBuilder();
        var waiting = new List<AnalyzerDescriptor>();
        var leftOut = ImmutableArray.CreateBuilder<AnalyzerMisfit>();
        foreach (AnalyzerDescriptor analyzer in further)
        {
            if (Twin(ordered.Concat(waiting), analyzer) is { } reason)
            {
                leftOut.Add(new AnalyzerMisfit(analyzer, reason));
            }
            else
            {
                waiting.Add(analyzer);
            }
        }

        var names = ordered.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        while (waiting.Find(a => a.Consumes.All(names.Contains)) is { } next)
        {
            waiting.Remove(next);
            names.Add(next.Name);
            ordered.Add(next);
        }

        leftOut.AddRange(waiting.Select(a => new AnalyzerMisfit(a, WhyItWaits(a, waiting, names))));
        misfits = leftOut.ToImmutable();
        return new AnalyzerGraph(AfterWhatIsOptional(ordered, names));
    }

    /// <summary>Puts analyzers after those that they consume where there are such. Where that would close a circle, what is optional gives way.</summary>
    private static ImmutableArray<AnalyzerDescriptor> AfterWhatIsOptional(IEnumerable<AnalyzerDescriptor> analyzers, HashSet<string> all)
    {
        var waiting = analyzers.ToList();
        var ordered = ImmutableArray.CreateBuilder<AnalyzerDescriptor>(waiting.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.Count > 0)
        {
            AnalyzerDescriptor next =
                waiting.Find(a => a.Inputs.All(input => done.Contains(input) || !all.Contains(input)))
                ?? waiting.First(a => a.Consumes.All(done.Contains));
            waiting.Remove(next);
            done.Add(next.Name);
            ordered.Add(next);
        }

        return ordered.DrainToImmutable();
    }

    /// <summary>The analyzers of some names, with all whose results they consume, also optionally, in order.</summary>
    /// <param name="names">Names of analyzers; null stands for all.</param>
    /// <exception cref="ArgumentException">A name is not known; the message lists those that are.</exception>
    public ImmutableArray<AnalyzerDescriptor> Select(IReadOnlyCollection<string>? names)
    {
        if (names is null)
        {
            return Ordered;
        }

        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            Want(
                _byName.GetValueOrDefault(name)
                    ?? throw new ArgumentException(
                        $"there is no analyzer '{name}'; there are {string.Join(", ", Ordered.Select(a => a.Name))}",
                        nameof(names)
                    )
            );
        }

        return [.. Ordered.Where(a => wanted.Contains(a.Name))];

        void Want(AnalyzerDescriptor analyzer)
        {
            if (wanted.Add(analyzer.Name))
            {
                foreach (string input in analyzer.Inputs.Where(_byName.ContainsKey))
                {
                    Want(_byName[input]);
                }
            }
        }
    }

    private static string? Twin(IEnumerable<AnalyzerDescriptor> others, AnalyzerDescriptor analyzer)
    {
        foreach (AnalyzerDescriptor other in others)
        {
            string owner = other.Plugin is { } plugin ? $"the plugin {plugin}" : "this program";
            if (other.Name == analyzer.Name)
            {
                return $"{owner} has an analyzer of that name already: rename one of them";
            }

            if (other.Produces == analyzer.Produces)
            {
                return $"{owner} produces {analyzer.Produces} already ({other.Name}): name its record otherwise";
            }
        }

        return null;
    }

    private static string WhyItWaits(AnalyzerDescriptor analyzer, List<AnalyzerDescriptor> waiting, HashSet<string> there)
    {
        string[] missing = [.. analyzer.Consumes.Where(c => !there.Contains(c) && !waiting.Exists(w => w.Name == c))];
        return missing.Length > 0
            ? $"it consumes {string.Join(", ", missing)}, which no analyzer produces: install what does, or take it out of consumes"
            : $"what it consumes ({string.Join(", ", analyzer.Consumes.Where(c => !there.Contains(c)))}) waits for it in turn, or can't run itself: break the circle";
    }
}
