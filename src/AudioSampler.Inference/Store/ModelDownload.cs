using System.Net;
using System.Net.Http.Headers;
using AudioSampler.Inference.Importers;

namespace AudioSampler.Inference.Store;

/// <summary>
/// Fetches models from their publishers into a store. A download that breaks off goes on where it stopped; a model is there whole, checked and convertible, or
/// not at all; two processes never write one file.
/// </summary>
/// <param name="store">Where models are kept.</param>
/// <param name="http">Fetches.</param>
public sealed class ModelDownload(ModelStore store, HttpClient http)
{
    /// <summary>The setting that forbids any use of the network, when it is 1.</summary>
    public const string OfflineSetting = "AIS_OFFLINE";

    private const int BufferBytes = 1 << 16;
    private const long LargestBytes = 2L << 30;

    /// <summary>Fetches a model, unless it is here.</summary>
    /// <param name="model">Which.</param>
    /// <param name="progress">Told of the bytes so far, and of all of them where the publisher says; may be null.</param>
    /// <param name="cancellationToken">Stops it; what was fetched stays for the next time.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="ModelException">It can't be fetched or used; the message says what to do.</exception>
    public async Task<string> PullAsync(KnownModel model, IProgress<(long Bytes, long? Of)>? progress, CancellationToken cancellationToken)
    {
        string target = Path.Combine(store.Folder, model.Name + ModelStore.Extension);
        if (File.Exists(target))
        {
            return target;
        }

        if (Environment.GetEnvironmentVariable(OfflineSetting) == "1")
        {
            throw new ModelException(
                model.Name,
                $"it is not fetched, because {OfflineSetting} is 1: unset that, or import a file by 'ais models import FILE'"
            );
        }

        try
        {
            Directory.CreateDirectory(store.Folder);
            using FileStream @lock = Lock(model);
            string part = target + ".part";
            await FetchAsync(model, part, progress, cancellationToken);
            Check(model, part, cancellationToken);
            File.Move(part, target, overwrite: true);
            return target;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                model.Name,
                $"it could not be fetched from {model.Source.Host} ({exception.Message.ReplaceLineEndings(" ")}): try again, which goes on where this stopped, or get {model.FileName} another way and run 'ais models import FILE'"
            );
        }
    }

    /// <summary>Takes a file into the store: it is checked and converted first.</summary>
    /// <param name="path">A checkpoint.</param>
    /// <param name="name">Name to give it; null for that of the known model with this file name, else the file's own.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelException">The file can't be used.</exception>
    public ModelFile Import(string path, string? name, CancellationToken cancellationToken)
    {
        string fileName = Path.GetFileName(path);
        KnownModel? known = KnownModels.All.FirstOrDefault(m => string.Equals(m.FileName, fileName, StringComparison.Ordinal));
        name ??= known?.Name ?? Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        if (!IsName(name))
        {
            throw new ModelException(name, "a name is made of letters, digits, '.', '-' and '_': give one with --name");
        }

        if (!File.Exists(path))
        {
            throw new ModelException(name, $"there is no file {path}");
        }

        ModelFile model = store.Convert(name, path, cancellationToken);
        string target = Path.Combine(store.Folder, name + ModelStore.Extension);
        string part = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            File.Copy(path, part);
            File.Move(part, target, overwrite: true);
            return model;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw new ModelException(name, $"it can't be copied to {store.Folder} ({exception.Message.ReplaceLineEndings(" ")})");
        }
    }

    /// <summary>Takes a model out of the store.</summary>
    /// <returns>False when it was not there.</returns>
    /// <exception cref="ModelException">It can't be removed.</exception>
    public bool Remove(string name)
    {
        string path = Path.Combine(store.Folder, name + ModelStore.Extension);
        if (!IsName(name) || !File.Exists(path))
        {
            return false;
        }

        try
        {
            File.Delete(store.ConvertedPath(path));
            File.Delete(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                name,
                $"it can't be removed ({exception.Message.ReplaceLineEndings(" ")}): check the rights of {store.Folder}"
            );
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private FileStream Lock(KnownModel model)
    {
        try
        {
            return new FileStream(
                Path.Combine(store.Folder, model.Name + ".lock"),
                FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose
            );
        }
        catch (IOException)
        {
            throw new ModelException(model.Name, "another process is fetching it: wait for that one");
        }
    }

    private async Task FetchAsync(
        KnownModel model,
        string part,
        IProgress<(long Bytes, long? Of)>? progress,
        CancellationToken cancellationToken
    )
    {
        long have = File.Exists(part) ? new FileInfo(part).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, model.Source);
        request.Headers.Range = have > 0 ? new RangeHeaderValue(have, null) : null;
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return; // All of it is here; the check says whether it is good.
        }

        response.EnsureSuccessStatusCode();
        bool goesOn = response.StatusCode == HttpStatusCode.PartialContent;
        await using var file = new FileStream(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None);
        long done = goesOn ? have : 0;
        long? all = response.Content.Headers.ContentLength + done;
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = new byte[BufferBytes];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            done += read;
            progress?.Report((done, all));
            if (done > LargestBytes)
            {
                throw new IOException("it is larger than any model that is known");
            }
        }

        if (all is { } expected && done != expected)
        {
            throw new IOException($"it broke off after {done} of {expected} bytes");
        }

        await file.FlushAsync(cancellationToken);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    /// <summary>A file with the wrong hash or that can't be converted is thrown away: going on with it would never make it right.</summary>
    private void Check(KnownModel model, string part, CancellationToken cancellationToken)
    {
        try
        {
            string hash = ModelStore.HashOf(part);
            if (model.Sha256 is { } expected && !string.Equals(hash, expected, StringComparison.Ordinal))
            {
                throw new ModelException(model.Name, $"what was fetched has the hash {hash}, not {expected}: it is thrown away; try again");
            }

            store.Convert(model.Name, part, cancellationToken);
        }
        catch (ModelException)
        {
            File.Delete(part);
            throw;
        }
    }
}
