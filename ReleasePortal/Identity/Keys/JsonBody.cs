using System.Text.Json;

namespace ReleasePortal.Identity.Keys;

/// <summary>
/// Reads bodies where the endpoint asks for them: what minimal APIs bind is read before the door, and would answer a stranger with
/// what is wrong with it.
/// </summary>
internal static class JsonBody
{
    /// <summary>What was sent; null when nothing was.</summary>
    /// <exception cref="BadHttpRequestException">It cannot be read as that, and answers 400.</exception>
    public static async Task<T?> ReadAsync<T>(this HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        if (request.ContentLength is 0 || request.ContentType is null)
            return null;
        if (!request.HasJsonContentType())
            throw new BadHttpRequestException("The body has to be JSON.", StatusCodes.Status415UnsupportedMediaType);

        try
        {
            return await request.ReadFromJsonAsync<T>(cancellationToken);
        }
        catch (JsonException unreadable)
        {
            throw new BadHttpRequestException("The body cannot be read as what is wanted here.", unreadable);
        }
    }
}
