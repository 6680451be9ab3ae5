using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine;

/// <summary>The providers of artifacts, by what they make.</summary>
public sealed class ArtifactProviders
{
    private readonly Dictionary<Type, object> _providers = [];

    private ArtifactProviders(Dictionary<Type, object> providers) => _providers = providers;

    /// <summary>None.</summary>
    public static ArtifactProviders Empty { get; } = new([]);

    /// <summary>These and one more; a provider of the same artifact is replaced.</summary>
    public ArtifactProviders With<T>(IArtifactProvider<T> provider)
        where T : class => new(new Dictionary<Type, object>(_providers) { [typeof(T)] = provider });

    /// <summary>The provider of an artifact.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public IArtifactProvider<T> Get<T>()
        where T : class =>
        _providers.TryGetValue(typeof(T), out object? provider)
            ? (IArtifactProvider<T>)provider
            : throw new InvalidOperationException($"no provider of {typeof(T).Name} is registered");
}
