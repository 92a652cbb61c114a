using Microsoft.AspNetCore.Http.HttpResults;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Features.Deployments.Letters;

namespace ReleasePortal.Features.Deployments.Api;

/// <summary>It was taken, and there was nothing to record.</summary>
internal sealed record IgnoredBody(string Ignored);

/// <summary>What a tool is answered, at whichever address.</summary>
internal static class Answers
{
    public static async Task<Results<Created<DeploymentBody>, Ok<DeploymentBody>, Accepted<IgnoredBody>, ProblemHttpResult>> AnswerAsync(this Task<Result<Delivered>> delivery)
    {
        var result = await delivery;
        if (!result.TryGet(out var delivered, out var refusal))
            // A tool that tells of an environment has done nothing wrong, and would only try again.
            return refusal is EnvironmentTold ? TypedResults.Accepted((string?)null, new IgnoredBody(refusal.Message.ToString())) : RefusalProblem.Of(refusal);
        if (delivered.Recorded is not { } recorded)
            return TypedResults.Accepted((string?)null, new IgnoredBody(delivered.Ignored ?? ""));

        var body = DeploymentBody.Of(recorded);
        return recorded.IsNew ? TypedResults.Created((string?)null, body) : TypedResults.Ok(body);
    }
}
