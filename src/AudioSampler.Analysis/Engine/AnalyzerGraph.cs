using System.Collections.Immutable;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine;

/// <summary>Analyzers in an order in which each one comes after the producers of what it consumes.</summary>
public sealed class AnalyzerGraph
{
    private readonly ImmutableDictionary<Type, RegisteredAnalyzer> _producers;

    private AnalyzerGraph(ImmutableArray<RegisteredAnalyzer> ordered)
    {
        Ordered = ordered;
        _producers = ordered.ToImmutableDictionary(a => a.Info.Produces);
    }

    /// <summary>All analyzers, producers first; where nothing decides, in the order of registration.</summary>
    public ImmutableArray<RegisteredAnalyzer> Ordered { get; }

    /// <summary>Orders analyzers.</summary>
    /// <param name="analyzers">The analyzers, in the order of registration.</param>
    /// <exception cref="ArgumentException">Two have one name or produce one record, something consumed is produced by none, or they wait for each other.</exception>
    public static AnalyzerGraph Create(IEnumerable<RegisteredAnalyzer> analyzers)
    {
        var waiting = analyzers.ToList();
        ThrowIfTwice(waiting, a => a.Info.Name, "are named");
        ThrowIfTwice(waiting, a => a.Info.Produces.Name, "produce");

        var produced = new HashSet<Type>();
        var ordered = ImmutableArray.CreateBuilder<RegisteredAnalyzer>();
        while (waiting.Count > 0)
        {
            RegisteredAnalyzer next =
                waiting.Find(a => a.Info.Consumes.All(produced.Contains))
                ?? throw new ArgumentException(
                    $"no order for the analyzers {string.Join(", ", waiting.Select(a => a.Info.Name))}: what they consume is produced by none of the others, or they wait for each other",
                    nameof(analyzers)
                );
            waiting.Remove(next);
            produced.Add(next.Info.Produces);
            ordered.Add(next);
        }

        return new AnalyzerGraph(ordered.ToImmutable());
    }

    /// <summary>The analyzer that produces a record.</summary>
    public RegisteredAnalyzer ProducerOf(Type result) => _producers[result];

    /// <summary>The analyzers of some names, with all whose results they consume, in order.</summary>
    /// <param name="names">Names of analyzers; null stands for all.</param>
    /// <exception cref="ArgumentException">A name is not known; the message lists those that are.</exception>
    public ImmutableArray<RegisteredAnalyzer> Select(IReadOnlyCollection<string>? names)
    {
        if (names is null)
        {
            return Ordered;
        }

        var wanted = new HashSet<Type>();
        foreach (string name in names)
        {
            Want(
                Ordered.FirstOrDefault(a => string.Equals(a.Info.Name, name, StringComparison.Ordinal))
                    ?? throw new ArgumentException(
                        $"there is no analyzer '{name}'; there are {string.Join(", ", Ordered.Select(a => a.Info.Name))}",
                        nameof(names)
                    )
            );
        }

        return [.. Ordered.Where(a => wanted.Contains(a.Info.Produces))];

        void Want(RegisteredAnalyzer analyzer)
        {
            if (wanted.Add(analyzer.Info.Produces))
            {
                foreach (Type input in analyzer.Info.Consumes)
                {
                    Want(ProducerOf(input));
                }
            }
        }
    }

    private static void ThrowIfTwice(List<RegisteredAnalyzer> analyzers, Func<RegisteredAnalyzer, string> key, string verb)
    {
        if (analyzers.GroupBy(key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"two analyzers {verb} {twice.Key}", nameof(analyzers));
        }
    }
}
