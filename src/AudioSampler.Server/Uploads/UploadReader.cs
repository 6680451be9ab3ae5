using System.Buffers;
using System.Security.Cryptography;
using AudioSampler.Audio;
using AudioSampler.Server.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AudioSampler.Server.Uploads;

/// <summary>Writes an upload to disk as it comes: no more than a buffer of it stands in memory, whatever its length.</summary>
/// <param name="folder">Folder of uploads; each gets one of its own there, so that names never meet.</param>
/// <param name="mostBytes">Largest upload.</param>
internal sealed class UploadReader(string folder, long mostBytes)
{
    private const int BufferBytes = 1 << 17;
    private const int LongestBoundary = 200;
    private const long DiskReserve = 256L << 20;

    /// <summary>Reads the sound of a request: its first file in multipart/form-data, or the body itself.</summary>
    /// <exception cref="UploadException">There is none, it is too large, or there is no room for it.</exception>
    /// <exception cref="BadHttpRequestException">The body is broken.</exception>
    public async Task<UploadedSound> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = mostBytes + BufferBytes; // multipart adds some to the file
        }

        if (request.ContentLength > mostBytes + BufferBytes)
        {
            throw TooLarge();
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type))
        {
            throw new UploadException(
                415,
                ProblemCodes.UnsupportedMediaType,
                "send multipart/form-data with a file, or the sound itself as application/octet-stream"
            );
        }

        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            bool sound = type.Type.Equals("audio", StringComparison.OrdinalIgnoreCase) || type.MediaType == "application/octet-stream";
            return sound
                ? await WriteAsync(request.Body, request.Query["name"], cancellationToken)
                : throw new UploadException(
                    415,
                    ProblemCodes.UnsupportedMediaType,
                    "send multipart/form-data with a file, or the sound itself as audio/* or application/octet-stream"
                );
        }

        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > LongestBoundary)
        {
            throw new UploadException(400, ProblemCodes.BadRequest, "the multipart body has no boundary that can be used");
        }

        var reader = new MultipartReader(boundary, request.Body);
        while (await SentAsync(reader.ReadNextSectionAsync(cancellationToken)) is { } section)
        {
            if (
                ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition)
                && disposition.IsFileDisposition()
            )
            {
                string name = HeaderUtilities
                    .RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName)
                    .ToString();
                return await WriteAsync(section.Body, name, cancellationToken);
            }
        }

        throw new UploadException(400, ProblemCodes.BadRequest, "there is no file in the multipart body");
    }

    /// <summary>Removes an upload that is not wanted any more.</summary>
    public static void Remove(UploadedSound upload) => Directory.Delete(Path.GetDirectoryName(upload.Path)!, recursive: true);

    private async Task<UploadedSound> WriteAsync(Stream body, string? name, CancellationToken cancellationToken)
    {
        string own = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            Directory.CreateDirectory(own);
            string path = Path.Combine(own, UploadName.Safe(name));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long written = 0;
            await using (FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1, useAsync: true))
            {
                var drive = new DriveInfo(own);
                int read;
                while ((read = await SentAsync(body.ReadAsync(buffer.AsMemory(0, BufferBytes), cancellationToken).AsTask())) > 0)
                {
                    written += read;
                    if (written > mostBytes)
                    {
                        throw TooLarge();
                    }

                    if (written % (64L << 20) < read && drive.AvailableFreeSpace < DiskReserve)
                    {
                        throw NoRoom();
                    }

                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }
            }

            return written == 0
                ? throw new UploadException(400, ProblemCodes.BadRequest, "the file is empty")
                : new UploadedSound(path, "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset()), written);
        }
        catch (IOException e) when (FullDisk.Caused(e))
        {
            RemoveFolder(own);
            throw NoRoom();
        }
        catch
        {
            RemoveFolder(own);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What the caller sends, whose body may be broken: that is the caller's fault, while all else that fails with files is ours.</summary>
    private static async Task<T> SentAsync<T>(Task<T> read)
    {
        try
        {
            return await read;
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new UploadException(400, ProblemCodes.BadRequest, $"the body is broken: {e.Message}");
        }
    }

    private static void RemoveFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static UploadException NoRoom() =>
        new(507, "disk_full", "there is no room left for uploads: free some space on the disk of the data folder");

    private UploadException TooLarge() =>
        new(413, ProblemCodes.TooLarge, $"the upload is larger than {mostBytes >> 20} MiB: analyse the file by its path, under a root");
}
