using System.Collections.Immutable;
using System.Globalization;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Storage;

namespace AudioSampler.Catalog;

public sealed partial class Catalogue
{
    /// <summary>The markers that the user set in a file, in the order of their places.</summary>
    /// <param name="fileId">The file. They belong to its audio, so every copy has them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Null when there is no such file with results.</returns>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public async Task<IReadOnlyList<Marker>?> FindMarkersAsync(long fileId, CancellationToken cancellationToken = default) =>
        await FindMarkAsync(SearchTarget.Files, fileId, cancellationToken) is { } state ? Marker.Of(state) : null;

    /// <summary>Sets a marker, as one entry of the history.</summary>
    /// <param name="fileId">The file.</param>
    /// <param name="timeS">The place, in seconds.</param>
    /// <param name="name">Its name; null or empty for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The marker; null when there is no such file with results, or it has <see cref="Marker.Most"/> already.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<Remembered<Marker?>> AddMarkerAsync(
        long fileId,
        double timeS,
        string? name,
        CancellationToken cancellationToken = default
    ) =>
        EditMarkersAsync(
            fileId,
            string.Create(CultureInfo.InvariantCulture, $"marker set at {timeS:0.###} s"),
            markers =>
                markers.Length == Marker.Most
                    ? null
                    : new Marker(markers.Select(marker => marker.Id).DefaultIfEmpty().Max() + 1, Math.Round(timeS, 4), NameOrNull(name)),
            (markers, made) => markers.Add(made),
            cancellationToken
        );

    /// <summary>Moves or renames a marker, as one entry of the history.</summary>
    /// <param name="fileId">The file.</param>
    /// <param name="id">Number of the marker.</param>
    /// <param name="timeS">Another place; null to leave it where it is.</param>
    /// <param name="name">Another name, empty for none; null to leave it as it is.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The marker as it is now; null when there is none of that number.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<Remembered<Marker?>> ChangeMarkerAsync(
        long fileId,
        int id,
        double? timeS,
        string? name,
        CancellationToken cancellationToken = default
    ) =>
        EditMarkersAsync(
            fileId,
            name is null ? "marker moved" : "marker named",
            markers =>
                markers.FirstOrDefault(marker => marker.Id == id) is { } one
                    ? one with
                    {
                        TimeS = Math.Round(timeS ?? one.TimeS, 4),
                        Name = name is null ? one.Name : NameOrNull(name),
                    }
                    : null,
            (markers, changed) => [.. markers.Where(marker => marker.Id != id), changed],
            cancellationToken
        );

    /// <summary>Takes a marker away, as one entry of the history.</summary>
    /// <param name="fileId">The file.</param>
    /// <param name="id">Number of the marker.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The marker as it was; null when there is none of that number.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<Remembered<Marker?>> RemoveMarkerAsync(long fileId, int id, CancellationToken cancellationToken = default) =>
        EditMarkersAsync(
            fileId,
            "marker removed",
            markers => markers.FirstOrDefault(marker => marker.Id == id),
            (markers, removed) => markers.Remove(removed),
            cancellationToken
        );

    private static string? NameOrNull(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();

    /// <summary>Changes the markers of a file, as one entry of the history.</summary>
    /// <param name="fileId">The file.</param>
    /// <param name="words">For the history.</param>
    /// <param name="find">The marker as it will be, or the one that goes; null where nothing is to be changed.</param>
    /// <param name="edit">All markers, with what was found.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    private Task<Remembered<Marker?>> EditMarkersAsync(
        long fileId,
        string words,
        Func<ImmutableArray<Marker>, Marker?> find,
        Func<ImmutableArray<Marker>, Marker, ImmutableArray<Marker>> edit,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            connection =>
            {
                if (
                    MarkTable.ById(connection, MarksOf(connection, SearchTarget.Files, [fileId])) is not [{ } mark]
                    || find(Marker.Of(mark.State)) is not { } found
                )
                {
                    return default;
                }

                var change = new MarkEdit(mark.Id, mark.State, Marker.Put(mark.State, edit(Marker.Of(mark.State), found)));
                if (change.After == change.Before)
                {
                    return new Remembered<Marker?>(found, null);
                }

                WriteEdits(connection, [change]);
                return new Remembered<Marker?>(
                    found,
                    HistoryTable.Add(connection, words, count: 1, new HistoryChanges { Marks = [change] })
                );
            },
            cancellationToken
        );
}
