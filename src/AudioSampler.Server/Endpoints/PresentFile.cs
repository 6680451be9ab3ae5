using AudioSampler.Audio;
using AudioSampler.Catalog;
using AudioSampler.Plugins.Results;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Problems;
using AudioSampler.Server.Safety;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>A file of the catalogue that is there and may be read.</summary>
/// <param name="Path">Where it is, with links resolved.</param>
/// <param name="Facts">What is known of it.</param>
internal sealed record PresentFile(string Path, FileFacts Facts)
{
    /// <summary>Finds it by its id; else the problem says why not.</summary>
    public static async Task<(PresentFile? File, ProblemHttpResult? Problem)> FindAsync(
        long fileId,
        EngineRoom room,
        RootGuard guard,
        CancellationToken cancellationToken
    )
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        if (await catalogue.GetFileAsync(fileId, cancellationToken) is not { Facts: { } facts } file)
        {
            return (null, Problems.Problem.Of(404, "not_found", $"there is no sound {fileId} in the catalogue"));
        }

        if (await guard.ResolveAsync(file.Path, cancellationToken) is { } path)
        {
            if (file.Missing)
            {
                await NoteAsync(() => catalogue.SetMissingAsync(fileId, missing: false, cancellationToken));
            }

            return (new PresentFile(path, facts), null);
        }

        await NoteGoneAsync(catalogue, file.Path, cancellationToken);
        return (null, WhyNot(file.Path));
    }

    /// <summary>Why what stands at a path of the catalogue can't be read.</summary>
    /// <param name="path">The path.</param>
    /// <param name="consequence">What comes of it, before the reason.</param>
    public static ProblemHttpResult WhyNot(string path, string consequence = "") =>
        System.IO.File.Exists(path)
            ? Problems.Problem.Of(403, ProblemCodes.OutsideRoots, consequence + RootGuard.Refusal(path))
            : Problems.Problem.Of(
                404,
                ProblemCodes.Missing,
                $"{consequence}{ShownPath.Of(path)} is not there now: bring the drive or the file back, or analyse it where it is"
            );

    /// <summary>Notes as missing what is not at a path any more.</summary>
    public static Task NoteGoneAsync(Catalogue catalogue, string path, CancellationToken cancellationToken) =>
        NoteAsync(() => catalogue.NoteGoneAsync([path], cancellationToken));

    /// <summary>Who wants the sound gets it, or hears that it is away, also where that can't be noted: on a full disk, for one.</summary>
    private static async Task NoteAsync(Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (CatalogueException)
        {
            // The next look notes it.
        }
    }
}
