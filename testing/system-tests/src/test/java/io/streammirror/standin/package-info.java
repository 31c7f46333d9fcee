/** Replaces the images of Kafka and SeaweedFS where none can be pulled: same ports, settings and volumes. */
package io.streammirror.standin;
