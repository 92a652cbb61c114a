using System.Text;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Features.Deployments.Letters;

/// <summary>Takes a request's body and those of its headers that say what it is; nothing that could be a secret.</summary>
internal static class LetterReading
{
    /// <summary>In bytes: two thousand controls come to a quarter of it.</summary>
    public const int LargestBody = 512 * 1024;

    private const int MostAttributes = 20, LongestAttribute = 300;

    /// <summary>The body and its size; no body when it is larger than <see cref="LargestBody"/>, which is not read to its end.</summary>
    public static async Task<(byte[]? Body, long Size)> ReadBodyAsync(this HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        try
        {
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (body.Length + read > LargestBody)
                    return (null, request.ContentLength ?? body.Length + read);
                body.Write(buffer, 0, read);
            }

            return (body.ToArray(), body.Length);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            return (null, request.ContentLength ?? body.Length); // the server said so first, and hangs up after the answer
        }
    }

    public static Letter ToLetter(this HttpRequest request, DeploymentSource source, string from, string environment, byte[]? body, long size) =>
        new(source, from, environment, AttributesOf(request), body is null ? "" : Encoding.UTF8.GetString(body)) { Size = size };

    private static Dictionary<string, string> AttributesOf(HttpRequest request) => request.Headers
        .Where(header => header.Key.StartsWith("ce-", StringComparison.OrdinalIgnoreCase)
            || header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
            || header.Key.Equals(GitHubLetters.Event, StringComparison.OrdinalIgnoreCase))
        .Take(MostAttributes)
        .Select(header => (Name: header.Key.ToLowerInvariant(), Value: header.Value.ToString()))
        .Where(header => header.Value.Length <= LongestAttribute && Domain.FieldRules.IsPlain(header.Value))
        .ToDictionary(header => header.Name, header => header.Value, StringComparer.Ordinal);
}
