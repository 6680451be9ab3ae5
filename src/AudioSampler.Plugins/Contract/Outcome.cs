using System.Collections.Immutable;

namespace AudioSampler.Plugins.Contract;

/// <summary>What an analyzer has to say about one region: a result, a failure, or the reason why it was not run.</summary>
/// <typeparam name="T">The record of results that the analyzer produces.</typeparam>
public abstract record Outcome<T>
    where T : class
{
    private Outcome() { }

    /// <summary>A result.</summary>
    /// <param name="Value">The result; values in it that are not known are null.</param>
    public sealed record Ok(T Value) : Outcome<T>
    {
        /// <summary>JSON name of a null value of the result, and why it is null (<c>bpm</c>: <c>no pulse</c>).</summary>
        public ImmutableSortedDictionary<string, string> Reasons { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

        /// <summary>Names of consumed analyzers whose result was missing, so that something else was used instead.</summary>
        public ImmutableSortedSet<string> Substituted { get; init; } = [];

        /// <summary>The same result with a reason for one of its nulls.</summary>
        public Ok Because(string field, string reason) => this with { Reasons = Reasons.SetItem(field, reason) };
    }

    /// <summary>The analyzer failed on this region.</summary>
    public sealed record Failed(AnalysisError Error) : Outcome<T>;

    /// <summary>The analyzer was not run on this region, or has nothing to do there.</summary>
    public sealed record Skipped(AnalysisError Reason) : Outcome<T>;

    /// <summary>The result where there is one, else null.</summary>
    public T? ValueOrNull => (this as Ok)?.Value;

    /// <summary>A result without reasons.</summary>
    public static Ok Of(T value) => new(value);

    /// <summary>Nothing done, and why.</summary>
    public static Outcome<T> Skip(AnalysisErrorCode code, string message) => new Skipped(new AnalysisError(code, message));

    /// <summary>A failure.</summary>
    public static Outcome<T> Fail(AnalysisErrorCode code, string message) => new Failed(new AnalysisError(code, message));
}
