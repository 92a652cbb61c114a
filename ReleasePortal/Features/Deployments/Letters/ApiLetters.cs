using System.Text.Json;
using Microsoft.Extensions.Options;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Features.Deployments.Api;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace ReleasePortal.Features.Deployments.Letters;

/// <summary>Reads what pipelines send to the portal's own address.</summary>
internal sealed class ApiLetters(IOptions<JsonOptions> json)
{
    public Result<Reading> Read(Letter letter, DateTimeOffset now)
    {
        if (letter.Body.Length is 0)
            return new Invalid("id", "Required");

        try
        {
            return JsonSerializer.Deserialize<DeploymentReportBody>(letter.Body, json.Value.SerializerOptions) is { } body
                ? (Reading)body.ToReport(letter.Environment, now)
                : new UnreadableReport();
        }
        catch (JsonException)
        {
            return new UnreadableReport();
        }
    }
}
