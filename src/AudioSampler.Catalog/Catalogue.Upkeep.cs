using System.Collections.Frozen;
using AudioSampler.Catalog.Storage;

namespace AudioSampler.Catalog;

public sealed partial class Catalogue
{
    /// <summary>Does something while nobody can enter audio, here or in another program.</summary>
    /// <param name="work">Takes the hashes of all audio that there is, without <c>sha256:</c>; also of audio whose first analysis is not done yet.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read or locked.</exception>
    internal Task<T> WithKnownAudioAsync<T>(Func<IReadOnlySet<string>, T> work, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
                work(
                    connection
                        .Rows("SELECT audio_hash FROM audio", row => row.GetString(0).Split(':')[^1])
                        .ToFrozenSet(StringComparer.Ordinal)
                ),
            cancellationToken
        );
}
