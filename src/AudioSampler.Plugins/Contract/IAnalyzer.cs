namespace AudioSampler.Plugins.Contract;

/// <summary>Something that says one kind of thing of a region. Implement <see cref="IAnalyzer{TResult}"/>.</summary>
public interface IAnalyzer
{
    /// <summary>Name, version, what is consumed and what is produced. Always the same object.</summary>
    AnalyzerInfo Info { get; }
}

/// <summary>An analyzer that produces <typeparamref name="TResult"/>. One instance serves many regions at once: it keeps no state of a region.</summary>
/// <typeparam name="TResult">The one record that it produces, named in <see cref="AnalyzerInfo.Produces"/>; written as JSON in snake_case.</typeparam>
public interface IAnalyzer<TResult> : IAnalyzer
    where TResult : class
{
    /// <summary>Analyses one region.</summary>
    /// <param name="region">The region, its signals, and the results declared as consumed.</param>
    /// <param name="cancellationToken">Set when the time limit has passed or the user stops.</param>
    /// <returns>A result, or why there is none. An exception becomes a failure of this analyzer on this region, and nothing more.</returns>
    Task<Outcome<TResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken);
}
